package dev.pullcord;

import dev.pullcord.authorities.Ncmec;
import dev.pullcord.evidence.Authority;
import dev.pullcord.evidence.Drafter;
import dev.pullcord.evidence.FilingDesk;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Recipients;
import dev.pullcord.evidence.Submitting;
import dev.pullcord.flow.DispatchSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.wire.AuthorityCodec;
import java.time.Clock;
import java.time.Duration;

/** What is done with filings, put together. */
final class Filed {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int TRIES = 40; // with pauses that double to an hour: a day and a half

    private Filed() {}

    /** An authority is given more time than a platform: two and a half times as much, by default 25 s. */
    static Paperwork of(
            RedisStore store, ActivePolicies policies, Config.Dispatch dispatch, FilingsConfig filings, Clock clock) {
        Duration wanted = dispatch.attemptTimeout().multipliedBy(5).dividedBy(2);
        Duration patience = wanted.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : wanted;
        Recipients recipients = AuthorityCodec.load();
        Authority ncmec = new Ncmec(patience);
        return new Paperwork(
                store.filings(),
                new Drafter(
                        store.queue(),
                        store.filings(),
                        recipients,
                        filings.establishment(),
                        store.accounts(),
                        policies,
                        clock),
                new FilingDesk(store.queue(), store.filings(), store.accounts(), ncmec, recipients, clock),
                new Submitting(
                        store.filings(),
                        ncmec,
                        store.accounts(),
                        DispatchSettings.pauses(dispatch.firstDelay(), LONGEST_PAUSE),
                        patience,
                        TRIES,
                        clock),
                recipients);
    }
}
