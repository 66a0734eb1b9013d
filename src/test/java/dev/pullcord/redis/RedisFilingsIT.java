package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.Filings;
import dev.pullcord.evidence.FilingsContract;
import dev.pullcord.evidence.Sample;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisFilingsIT extends FilingsContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(Events.T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Override
    protected Filings filings() {
        return store.filings();
    }

    @Override
    protected Platform platform() {
        return ground.platform();
    }

    @Override
    protected String aCase() {
        ground.flagged("e1", "mallory", Events.T0);
        return ground.open(Subject.account("mallory")).orElseThrow().id();
    }

    @Test
    void nobodyReadsOutOfRedisWhomAFilingIsAbout() {
        String id = aCase();
        Ground.now(store.filings()
                .draft(
                        ground.platform(),
                        Sample.draft(id, false),
                        Optional.empty(),
                        Sample.audit(Sample.draft(id, false), "x")));

        Map<String, String> stored = RedisFixture.await(redis.commands()
                .hgetall(new Keys(prefix)
                        .filings(
                                ground.open(Subject.account("mallory"))
                                        .orElseThrow()
                                        .partition(),
                                id)));

        assertThat(stored).isNotEmpty();
        assertThat(stored.toString()).doesNotContain("mallory").doesNotContain("call-7");
    }

    @Test
    void accountsOfTestAndProductionLieApartAndSealed() {
        AuthorityAccount test = Sample.account(URI.create("https://test.example/ispws"), Filing.Environment.TEST);
        AuthorityAccount live = Sample.account(URI.create("https://live.example/ispws"), Filing.Environment.PRODUCTION);
        assertThat(Ground.now(store.accounts().chosen("tandem", "ncmec"))).isEmpty();

        Ground.now(store.accounts().put("tandem", live));
        Ground.now(store.accounts().put("tandem", test));

        assertThat(Ground.now(store.accounts().chosen("tandem", "ncmec"))).contains(Filing.Environment.TEST);
        assertThat(Ground.now(store.accounts().find("tandem", "ncmec", Filing.Environment.PRODUCTION)))
                .contains(live);
        assertThat(Ground.now(store.accounts().find("tandem", "ncmec", Filing.Environment.TEST)))
                .contains(test);
        Ground.now(store.accounts().choose("tandem", "ncmec", Filing.Environment.PRODUCTION));
        assertThat(Ground.now(store.accounts().chosen("tandem", "ncmec"))).contains(Filing.Environment.PRODUCTION);
        assertThat(RedisFixture.await(redis.commands().hgetall(new Keys(prefix).authorityAccounts("tandem")))
                        .toString())
                .doesNotContain("not-a-secret")
                .doesNotContain("tandem-esp");
        assertThat(test.toString()).doesNotContain("not-a-secret");
    }
}
