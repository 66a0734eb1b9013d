package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin"); // two hours ahead in summer, one in winter
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), BERLIN);
    private static final QuietHours NOON = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), BERLIN);

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T20:59:59Z, 2026-11-26T20:59:59Z", // 21:59 there
        "2026-11-26T21:00:00Z, 2026-11-27T06:00:00Z", // 22:00: until the morning
        "2026-11-27T01:30:00Z, 2026-11-27T06:00:00Z",
        "2026-11-27T06:00:00Z, 2026-11-27T06:00:00Z", // 07:00: they are over
        "2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z", // the clock is put back in that night
    })
    void whatComesInTheNightIsSaidInTheMorning(Instant at, Instant said) {
        assertThat(NIGHT.after(at)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T10:59:00Z, 2026-11-26T10:59:00Z",
        "2026-11-26T11:30:00Z, 2026-11-26T12:00:00Z",
        "2026-11-26T12:00:00Z, 2026-11-26T12:00:00Z",
    })
    void theyMayLieWithinADay(Instant at, Instant said) {
        assertThat(NOON.after(at)).isEqualTo(said);
    }
}
