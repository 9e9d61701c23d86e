"""Read throughput over HTTP: `kg serve` beside other servers on the same data."""
