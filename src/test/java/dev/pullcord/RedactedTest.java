package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from 203.0.113.7:51234 in vain                | from (ip):51234 in vain
            /203.0.113.7                                  | /(ip)
            {"client":"203.0.113.7"}                      | {"client":"(ip)"}
            https://203.0.113.7:8443/hooks/x failed       | https://(ip):8443 failed
            in 10.0.0.0/8.                                | in (ip)/8.
            [2001:db8::7]:443 closed                      | [(ip)]:443 closed
            2001:db8:0:0:0:0:0:7 closed                   | (ip) closed
            fe80::1%eth0 closed                           | (ip) closed
            ::ffff:203.0.113.7 closed                     | (ip) closed
            00:1b:44:11:3a:b7 said                        | (ip) said
            ann@desk.example said                         | (address) said
            jürgen.müller+x@büro.example said             | (address) said
            ann%40desk.example said                       | (address) said
            call +49 171 1234567 now                      | call (phone) now
            call +4915112345678.                          | call (phone).
            call 0049 30 901820 now                       | call (phone) now
            call 0171 / 1234567 now                       | call 0171 / 1234567 now
            call 0171/1234567 now                         | call (phone) now
            call 030-901820 now                           | call (phone) now
            call (555) 123-4567 now                       | call (phone) now
            "tel":"+1 (555) 123-4567"                     | "tel":"(phone)"
            """)
    void noAddressAndNoNumberOfAPersonLeavesTheHouse(String line, String said) {
        assertThat(Redacted.line(line)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":\"2026-11-27T03:04:05.123Z\",\"level\":\"WARN\"}",
                "2026-11-27 03:04:05.123 WARN partition 3 of main waits for 1500 ms",
                "12:34:56 it is over, 1767225600123 ms",
                "listens on 127.0.0.1:8080, 0.0.0.0 and [::1]:8080",
                "java 17.0.9+9-Debian-1 of lettuce 6.5.1.RELEASE",
                "policy default-2026-10 is in force; 0060-archive.md says more",
                "dev.pullcord.flow.Fold::step at Fold.java:156",
            })
    void whatHelpsStays(String line) {
        assertThat(Redacted.line(line)).isEqualTo(line);
    }
}
