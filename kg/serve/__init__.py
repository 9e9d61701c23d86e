"""The graph over HTTP, read only: the standards of SPARQL, saved queries, Linked Data, pages.

Rooms, each beside the others:

- `web`: HTTP and nothing of graphs: negotiation, faults, streams, limits, headers, the log;
- `protocol`: SPARQL 1.1 Protocol, Graph Store Protocol (reading), service description, VoID;
- `saved`: each saved query as a resource, its form, and the OpenAPI description;
- `making`: what is asked for made in processes that can be ended;
- `linked`: the IRIs of the graph, and the documents about them;
- `query`: the query page: answers as rows, their receipts, checks and words while one types;
- `pages`: HTML for people: the frame of all pages, search, things, claims, articles, pictures.

A room is a module with `routes(serving)`, which returns Starlette routes; `app.py` lists the rooms.
`Serving` holds what every room is given: the settings, the graph as it is now (`current.py`) and
the gate through which whatever asks the engine must go (`web/gate.py`). To add a page:

1. write `pages/NAME.py` with `routes(serving)` and put it into the list in `app.py`, before
   `linked`, which takes every path that is left;
2. let its endpoint be `async def page(request)`; take the graph with
   `snapshot = await serving.current.snapshot()`, once a request, so that a rebuild changes nothing
   in the middle of it. What is dear and the same for all requests is made once for a snapshot:
   `await once(serving, snapshot, "name", function)` of `making/once.py`;
3. answer with `await answered(serving, request, job, form)` of `web/answered.py`, where `job` is
   `made(serving, snapshot, Task.of(function, …))` of `making`. The function, of a module, is called
   in another process with the graph, what to write to, and the other arguments; it is ended at the
   limits or when the client goes away, and its faults (`KgError`, `Fault`) become the right status;
4. the template lies in `pages/assets`; `pages/frame.py` renders it with the site's style sheet and
   gives the content security policy that allows its scripts;
5. raise `Fault` (`web/faults.py`) for what is wrong with a request; never build an error by hand.
"""
