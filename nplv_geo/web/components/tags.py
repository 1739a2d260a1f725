"""HTML elements that are only ever written as text: what Dash's are, without what Dash needs.

Making a component of Dash checks every argument, and reading it back checks again: 40
microseconds each, of which a page has a thousand. What does need Dash (charts, the answers of its
callbacks) is made of ``dash.html``.
"""

from __future__ import annotations

from functools import partial

from nplv_geo.web.html_text import Element

A = partial(Element, "a")
B = partial(Element, "b")
Button = partial(Element, "button")
Caption = partial(Element, "caption")
Dd = partial(Element, "dd")
Details = partial(Element, "details")
Div = partial(Element, "div")
Dl = partial(Element, "dl")
Dt = partial(Element, "dt")
H1 = partial(Element, "h1")
H2 = partial(Element, "h2")
H3 = partial(Element, "h3")
I = partial(Element, "i")  # noqa: E741  # the name that HTML gives it
Li = partial(Element, "li")
Nav = partial(Element, "nav")
Ol = partial(Element, "ol")
P = partial(Element, "p")
Section = partial(Element, "section")
Small = partial(Element, "small")
Span = partial(Element, "span")
Strong = partial(Element, "strong")
Summary = partial(Element, "summary")
Table = partial(Element, "table")
Tbody = partial(Element, "tbody")
Td = partial(Element, "td")
Th = partial(Element, "th")
Thead = partial(Element, "thead")
Tr = partial(Element, "tr")
Ul = partial(Element, "ul")
