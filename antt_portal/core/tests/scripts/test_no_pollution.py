"""No script of ours writes into an object under a name from outside, or takes such names over: maps are Map and Set.

Where neither happens, nothing that is typed or answered reaches a prototype (OWASP ASVS 15.3.6).
"""

import re

import pytest

from antt_portal.core.tests.scripts.conftest import STATIC

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
FORBIDDEN = {
    "a computed name": r"(?<=[\w)\]])\[(?!\s*(?:\d+|\x22[^\x22]*\x22)\s*\])[^\[\]]+\]\s*[-+*/|&?]{0,2}=(?![=>])",
    "an object takes over another's names": r"\{\s*\.\.\.|,\s*\.\.\.\w+\s*\}",
    "an object is made of names from elsewhere": r"Object\.(?:fromEntries|defineProperty|setPrototypeOf)",
    "names are copied that do not stand there": r"Object\.assign\((?:[^(){}]|\([^()]*\))*,\s*(?!\{)\w",
    "inherited names are gone through": r"\bfor\s*\(\s*(?:const|let|var)\s+\w+\s+in\b",
    "a prototype is reached for": r"__proto__|\.prototype\b|\bconstructor\s*[\[.]",
}
SCRIPTS = sorted((STATIC / "js").glob("*.js"))


def findings(script):
    code = COMMENT.sub("", script)
    return [name for name, pattern in FORBIDDEN.items() if re.search(pattern, code)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_lets_a_name_from_outside_into_an_object(path):
    assert findings(path.read_text()) == []


@pytest.mark.parametrize(
    "script",
    [
        "seen[field.name] = field.value;",
        "seen[name] ||= [];",
        "counts[key] += 1;",
        "const all = { ...(await response.json()) };",
        "const all = { at: 1, ...answer };",
        "Object.assign(options, JSON.parse(text));",
        "Object.assign(this.find(name), answer);",
        "Object.fromEntries(pairs);",
        "for (const name in answer) use(name);",
        "answer.__proto__.isIn = true;",
        "answer.constructor.prototype.isIn = true;",
    ],
)
def test_the_check_sees_what_it_is_about(script):
    assert findings(script)


@pytest.mark.parametrize(
    "script",
    [
        'event.detail.headers["X-By-Itself"] = "1";',
        "if (values[name] === text) use(rows[0]);",
        'Object.assign(document.createElement("a"), { href: gap.href });',
        "const [first] = rows; const all = [...rows, ...more];",
        "words.set(name, text);",
    ],
)
def test_and_nothing_else(script):
    assert findings(script) == []
