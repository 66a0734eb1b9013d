package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Policies;
import dev.pullcord.review.PoliciesContract;
import dev.pullcord.review.Role;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.review.Shadows;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPoliciesIT extends PoliciesContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), Clock.systemUTC());

    @Override
    protected Policies policies() {
        return store.policies();
    }

    @Test
    void everyChangeIsInTheChainAndARefusalIsNot() {
        Moderator ann = new Moderator("ann", "acme", "Ann", Role.LEAD);
        Moderator ben = new Moderator("ben", "acme", "Ben", Role.ADMIN);
        Instant now = Instant.parse("2026-11-02T09:00:00Z");
        Policies.Stored one = new Policies.Stored("one", "a".repeat(64), "{}", "ann", now);

        done(policies().add(ACME, one, ann));
        done(policies().add(ACME, one, ann));
        done(policies().propose(ACME, "one", ann, now, now.plusSeconds(60)));
        done(policies().activate(ACME, "one", ann, Optional.empty(), now));
        done(policies().activate(ACME, "one", ben, Optional.empty(), now));
        done(policies().shadow(ACME, Optional.of("one"), ben, now));

        Verification.Findings found =
                done(new Verification(store.audit(), 100).run(Verification.chains("acme", ACME.partitions())));
        assertThat(found.faults()).isEmpty();
        assertThat(done(store.audit().read(found.heads().get(0).chain(), 1, 100)))
                .extracting(entry -> entry.draft().actor() + " " + entry.draft().verb())
                .containsExactly(
                        "ann policy_added", "ann policy_proposed", "ben policy_activated", "ben policy_shadowed");
    }

    @Test
    void ofManyThatDifferTheNewestCasesAreRemembered() {
        Instant now = Instant.parse("2026-11-02T09:00:00Z");
        int many = Shadows.EXAMPLES + 5;
        for (int i = 1; i <= many; i++) {
            ShadowNote.Stand stand = new ShadowNote.Stand("other", now);
            done(policies()
                    .note(
                            new Partition("acme", 0),
                            "two",
                            "one",
                            new ShadowNote(
                                    ShadowNote.Difference.EARLIER,
                                    Optional.of("c-" + i),
                                    Optional.of(stand),
                                    Optional.of(stand),
                                    now.plusSeconds(i))));
        }

        Shadows.Report report = done(policies().noted(ACME, "two", "one"));

        assertThat(report.counts()).containsEntry(ShadowNote.Difference.EARLIER, (long) many);
        assertThat(report.examples())
                .hasSize(Shadows.EXAMPLES)
                .first()
                .satisfies(newest -> assertThat(newest.caseId()).contains("c-" + many));
    }
}
