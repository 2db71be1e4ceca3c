package dev.functiongraph.async.contract.generate;

import java.util.List;

/**
 * Texts that look like an attack, or like markup or code. They are inert, and an event may have any of them as a key
 * and as a value; a firewall that goes by words would refuse them.
 */
public final class SuspiciousTexts {
    public static final List<String> ALL = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "javascript:alert(document.cookie)",
            "<?php phpinfo(); ?>",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>",
            "<!--#exec cmd=\"id\" -->",
            "' OR 1=1 --",
            "\" OR \"\"=\"",
            "1; DROP TABLE invocations",
            "x' UNION ALL SELECT NULL, NULL --",
            "admin'/*",
            "{\"$gt\": \"\"}",
            "*)(uid=*))(|(uid=*",
            "../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "/etc/passwd%00.png",
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data/",
            "; cat /etc/passwd",
            "| id",
            "$(id)",
            "`id`",
            "() { :;}; echo x",
            "&& ping -c 1 127.0.0.1",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "${7*7}",
            "#{7*7}",
            "<%= 7*7 %>",
            "%s%s%n%x",
            "__proto__",
            "O:8:\"stdClass\":0:{}",
            "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
            "eval(atob('MQ=='))",
            "=cmd|'/c calc'!A1",
            "Content-Length: 0\r\n\r\nGET / HTTP/1.1",
            "\u0000",
            "a\u0000b",
            "\u202etxt.exe",
            "\u2066\u2069\u200f",
            "\ufeff",
            "\u001b[31m");

    private SuspiciousTexts() {}
}
