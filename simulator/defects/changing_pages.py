"""Changes of the web app: templates, views, answers, hooks, configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from flask import Flask, Response, request
from jinja2 import BaseLoader, ChoiceLoader, DictLoader

from simulator.defects.changing_parts import Around
from simulator.defects.variation import Change, DefectError
from simulator.portal.web.bench import PREFIX


def page_text(old: str, new: str, *, only: str | None = None) -> Change:
    """Write *new* instead of *old* in the templates, or in the one called *only*.

    What stands in a macro (``parts.html``) or in ``base.html`` changes everywhere.
    """

    def change(app: Flask) -> None:
        loader = _loader(app)
        sources = {
            name: loader.get_source(app.jinja_env, name)[0]
            for name in loader.list_templates()
            if only in {None, name}
        }
        changed = {
            name: source.replace(old, new)
            for name, source in sources.items()
            if old in source
        }
        if not changed or old == new:
            raise DefectError(f"{only or 'No template'} does not say {old!r}.")
        app.jinja_env.loader = ChoiceLoader([DictLoader(changed), loader])

    return Change(app=change)


def template(name: str, source: str) -> Change:
    """Put a template of one's own in the place of the one called *name*."""

    def change(app: Flask) -> None:
        loader = _loader(app)
        if loader.get_source(app.jinja_env, name)[0] == source:
            raise DefectError(f"This is the sound template {name}.")
        app.jinja_env.loader = ChoiceLoader([DictLoader({name: source}), loader])

    return Change(app=change)


def view(endpoint: str, around: Around) -> Change:
    """Replace a view, as ``demand.choose``: *around* gets the sound one."""

    def change(app: Flask) -> None:
        _require(endpoint, app)
        sound = app.view_functions[endpoint]
        other = around(sound)
        if other is sound:
            raise DefectError(f"This leaves the view {endpoint} as it is.")
        app.view_functions[endpoint] = other

    return Change(app=change)


def answer(edit: Callable[[Response], object], *endpoints: str) -> Change:
    """Have *edit* change the finished answers (of *endpoints* only, if named).

    It comes after everything the portal does itself, its security headers included.
    The bench's own requests get the sound answers.
    Whether *edit* changes anything is seen only once the portal has answered: if it
    never did, closing the portal is an error.
    """

    def change(app: Flask) -> None:
        for endpoint in endpoints:
            _require(endpoint, app)

        def edited(response: Response) -> Response:
            if request.endpoint in endpoints or (not endpoints and not _of_the_bench()):
                response.direct_passthrough = False
                before = _whole(response)
                edit(response)
                bore.append(_whole(response) != before)
            return response

        # Flask calls these in reverse: the first of the list has the last word.
        app.after_request_funcs.setdefault(None, []).insert(0, edited)

    bore: list[bool] = []

    @contextmanager
    def held() -> Iterator[None]:
        bore.clear()
        yield
        if bore and not any(bore):
            raise DefectError(f"None of {len(bore)} answers was changed by it.")

    return Change(app=change, held=held)


def answer_text(old: str, new: str, *endpoints: str) -> Change:
    """Write *new* instead of *old* in answers: for words that no template holds."""

    def edit(response: Response) -> None:
        text = response.get_data(as_text=True)
        if old in text:
            response.set_data(text.replace(old, new))

    return answer(edit, *endpoints)


def hook(name: str, around: Around) -> Change:
    """Replace what runs before or after every request, as ``to_public_address``.

    The bench's own requests meet the sound one.
    """

    def change(app: Flask) -> None:
        lists: list[list[Any]] = [
            *app.before_request_funcs.values(),
            *app.after_request_funcs.values(),
        ]
        for functions in lists:
            for place, sound in enumerate(functions):
                if getattr(sound, "__name__", "") == name:
                    functions[place] = _spared_to_the_bench(sound, around(sound))
                    return
        known = ", ".join(
            getattr(item, "__name__", "?") for functions in lists for item in functions
        )
        raise DefectError(f"No request passes {name!r}; there are {known}.")

    return Change(app=change)


def config(**changed: Any) -> Change:
    """Configure Flask otherwise (``SESSION_COOKIE_HTTPONLY=False`` …)."""

    def change(app: Flask) -> None:
        same = [
            name for name, value in changed.items() if app.config.get(name) == value
        ]
        if same:
            raise DefectError(f"The sound portal has the same {', '.join(same)}.")
        app.config.update(changed)

    return Change(app=change)


def wsgi(around: Around) -> Change:
    """Put a WSGI app around the whole portal: *around* gets the sound one.

    The bench's own requests pass by it.
    """

    def change(app: Flask) -> None:
        sound, other = app.wsgi_app, around(app.wsgi_app)

        def either(environ: dict[str, Any], start: Any) -> Any:
            bench = environ.get("PATH_INFO", "").startswith(PREFIX)
            return (sound if bench else other)(environ, start)

        app.wsgi_app = either  # type: ignore[method-assign,assignment] # Flask's way

    return Change(app=change)


def _whole(response: Response) -> tuple[int, list[tuple[str, str]], bytes]:
    return response.status_code, list(response.headers), response.get_data()


def _of_the_bench() -> bool:
    return request.blueprint == "bench"


def _spared_to_the_bench(sound: Any, other: Any) -> Any:
    def either(*arguments: Any) -> Any:
        return (sound if _of_the_bench() else other)(*arguments)

    return either


def _loader(app: Flask) -> BaseLoader:
    loader = app.jinja_env.loader
    if loader is None:
        raise DefectError("The portal has no templates.")
    return loader


def _require(endpoint: str, app: Flask) -> None:
    if endpoint not in app.view_functions:
        near = get_close_matches(endpoint, app.view_functions, n=3, cutoff=0.3)
        raise DefectError(f"No page is called {endpoint!r}; nearest: {near}.")
