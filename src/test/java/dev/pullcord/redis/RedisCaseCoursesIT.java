package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.insight.CaseCourse;
import dev.pullcord.insight.CaseCourses;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What figures are made of, read from what the scripts wrote. */
class RedisCaseCoursesIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final int MANY = 1000;

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    private CaseCourses.Read read(Instant from, int most) {
        return now(store.courses().since(ground.platform(), from, most));
    }

    @Test
    void aCaseIsToldByWhatBecameOfIt() {
        ground.decide(ground.flagged("e1", "mallory", T0), T0.plusSeconds(9));
        ground.panic("p1", Subject.meeting("call-9"), T0);

        CaseCourses.Read read = read(T0, MANY);

        assertThat(read.since()).isEqualTo(T0);
        assertThat(read.cases()).hasSize(2);
        CaseCourse decided = read.cases().stream()
                .filter(c -> c.voice() == CaseCourse.Voice.FLAG)
                .findFirst()
                .orElseThrow();
        assertThat(decided.firstDecidedAt()).contains(T0.plusSeconds(9));
        assertThat(decided.outcome()).contains(Outcome.NO_VIOLATION);
        assertThat(decided.signals()).contains("USR-1");
        CaseCourse panic = read.cases().stream()
                .filter(c -> c.voice() == CaseCourse.Voice.PANIC)
                .findFirst()
                .orElseThrow();
        assertThat(panic.firstLookAt()).isEmpty();
        assertThat(panic.outcome()).isEmpty();
    }

    @Test
    void theFirstLookStaysTheFirstHoweverOftenTheCaseComesBack() {
        Case open = ground.flagged("e1", "mallory", T0);
        Moderator ann = Ground.moderator("ann");
        now(ground.queue().claim(ground.platform(), open.id(), ann, "t1", T0.plusSeconds(3), T0.plusSeconds(4)));
        now(ground.queue().lapse(open.partition(), open.id(), T0.plusSeconds(5)));
        now(ground.queue().claim(ground.platform(), open.id(), ann, "t2", T0.plusSeconds(6), T0.plusSeconds(60)));

        assertThat(read(T0, MANY).cases())
                .singleElement()
                .extracting(CaseCourse::firstLookAt)
                .isEqualTo(Optional.of(T0.plusSeconds(3)));
    }

    @Test
    void ofTooManyTheNewestAreReadAndItIsSaidSinceWhenTheyAreAll() {
        for (int i = 0; i < 40; i++) {
            ground.panic("p" + i, Subject.meeting("call-" + i), T0.plusSeconds(i));
        }

        CaseCourses.Read read = read(T0, 10);

        assertThat(read.cases())
                .hasSizeBetween(9, 10)
                .allSatisfy(c -> assertThat(c.openedAt()).isAfterOrEqualTo(read.since()));
        long all = read(read.since(), MANY).cases().size();
        assertThat(read.cases()).hasSize((int) all);
        assertThat(read(T0.plusSeconds(20), MANY).cases()).hasSize(20);
    }
}
