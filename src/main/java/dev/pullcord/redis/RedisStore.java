package dev.pullcord.redis;

import dev.pullcord.evidence.Archive;
import dev.pullcord.intake.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every port that Redis answers, on one link. They share the audit chains' heads, so a process makes one of these.
 *
 * @param log the event log
 * @param casework what the fold reads and writes
 * @param queue what people do
 * @param handovers what they do with a case that they do not decide
 * @param appeals who contests what
 * @param supersessions decisions that take another's place
 * @param bulks decisions for several cases
 * @param misuses what was found of how accounts report
 * @param reviews blind second looks at closed cases
 * @param filings what goes to authorities
 * @param holds orders that suspend deletion
 * @param records what can be forgotten
 * @param erasures who asked to be erased
 * @param releases evidence that leaves the house
 * @param accounts as whom platforms file
 * @param strikes what was counted against accounts
 * @param assignments cases meant for somebody
 * @param attributions meetings' cases that are about an account
 * @param overdue who is turned to when a deadline was missed
 * @param outbox what leaves the house
 * @param notices who has still to be told of a missed deadline
 * @param onCalls who is on call
 * @param lasting the actions whose time ends
 * @param watches the actions that are not over with their answer
 * @param rosters who was in a meeting
 * @param links what accounts share
 * @param leases which node works what
 * @param platforms the platforms and their keys
 * @param people who works the desk
 * @param sessions who is signed in at the console
 * @param credentials what people sign in by
 * @param tickets what signing in remembers for minutes
 * @param exposures what people have looked at
 * @param calls what desk writes were answered
 * @param audit the audit chains
 * @param policies the policies' versions, and which is in force
 * @param outcomes what became of cases
 * @param courses how cases went, for figures
 * @param backtests what was asked for, and what came of it
 * @param restrictions what the public is told
 * @param rescoring how far the walk after a change of policy has come
 */
public record RedisStore(
        RedisEventLog log,
        RedisCasework casework,
        RedisReviewQueue queue,
        RedisHandovers handovers,
        RedisAppeals appeals,
        RedisSupersessions supersessions,
        RedisBulks bulks,
        RedisMisuses misuses,
        RedisReviews reviews,
        RedisFilings filings,
        RedisHolds holds,
        RedisRecords records,
        RedisErasures erasures,
        RedisReleases releases,
        RedisAuthorityAccounts accounts,
        RedisStrikes strikes,
        RedisAssignments assignments,
        RedisAttributions attributions,
        RedisOverdue overdue,
        RedisOutbox outbox,
        RedisNotices notices,
        RedisOnCalls onCalls,
        RedisLasting lasting,
        RedisWatches watches,
        RedisRosters rosters,
        RedisLinks links,
        RedisPartitionLeases leases,
        RedisPlatforms platforms,
        RedisPeople people,
        RedisSessions sessions,
        RedisCredentials credentials,
        RedisTickets tickets,
        RedisExposures exposures,
        RedisRepeatedCalls calls,
        RedisAuditLog audit,
        RedisPolicies policies,
        RedisOutcomes outcomes,
        RedisCaseCourses courses,
        RedisBacktests backtests,
        RedisRestrictions restrictions,
        RedisRescoring rescoring) {

    /** Every port on this link, with nothing put away. */
    public static RedisStore on(
            RedisLink link,
            String prefix,
            Duration dedupeWindow,
            Function<String, Event> decode,
            Seal seal,
            CaseSeal caseSeal,
            Clock clock,
            Consumer<String> damaged) {
        return on(link, prefix, dedupeWindow, decode, seal, caseSeal, Optional.empty(), clock, damaged);
    }

    /**
     * Where closed cases are put away.
     *
     * @param archive the place; whoever made it closes it
     * @param untilOnDisk when Redis is sure to have on disk what it acknowledged
     * @param alone whether this process puts cases away; others only bring back
     */
    public record PutAway(Archive archive, Duration untilOnDisk, boolean alone) {
        private ColdCases on(RedisLink link, Keys keys, Seal seal, CaseSeal cases) {
            ColdSeal sealing =
                    ColdCases.seal(archive, seal, cases).toCompletableFuture().join();
            return new ColdCases(link, keys, archive, sealing, untilOnDisk, alone);
        }
    }

    /**
     * Every port on this link. Blocks for as long as the archive takes to be read.
     *
     * @param prefix in front of every key
     * @param dedupeWindow how long a repeated event other than a report is known for
     * @param decode reads a stored event's document
     * @param seal for what lasts as long as the installation
     * @param caseSeal for what goes with a case; whoever made it closes it
     * @param away where closed cases are put away, if anywhere
     * @param damaged is told the kind of a record that cannot be read
     */
    public static RedisStore on(
            RedisLink link,
            String prefix,
            Duration dedupeWindow,
            Function<String, Event> decode,
            Seal seal,
            CaseSeal caseSeal,
            Optional<PutAway> away,
            Clock clock,
            Consumer<String> damaged) {
        Keys keys = new Keys(prefix);
        Damage damage = new Damage(damaged);
        link.openWith(caseSeal);
        away.ifPresent(to -> link.bringBackBy(bare -> to.on(bare, keys, seal, caseSeal))); // before any port is made
        CaseKeys caseKeys = new CaseKeys(link, keys, caseSeal);
        Shredder shredder = new Shredder(link, keys, caseSeal, clock);
        AuditedScript audited = new AuditedScript(link, keys, Optional.of(caseKeys));
        RedisEventLog log = new RedisEventLog(link, keys, audited, damage, caseSeal, dedupeWindow, decode);
        RedisAuditLog audit = new RedisAuditLog(link, keys, audited);
        RedisOutbox outbox = new RedisOutbox(link, keys, audited, damage);
        RedisFilings filings = new RedisFilings(link, keys, audited, seal);
        return new RedisStore(
                log,
                new RedisCasework(link, keys, audited, damage),
                new RedisReviewQueue(link, keys, audited, damage, audit, log),
                new RedisHandovers(link, keys, audited, damage),
                new RedisAppeals(link, keys, audited, damage),
                new RedisSupersessions(link, keys, audited, new Corrections(link, keys, audited, damage)),
                new RedisBulks(link, keys, caseKeys),
                new RedisMisuses(link, keys, audited, log),
                new RedisReviews(link, keys, audited, caseKeys),
                filings,
                new RedisHolds(link, keys, audited, seal),
                new RedisRecords(
                        link,
                        keys,
                        audited,
                        new KeptCases(link, keys, damage, filings, audit),
                        new Stretches(link, keys, audited, damage, decode, clock, shredder),
                        shredder,
                        caseKeys,
                        clock),
                new RedisErasures(link, keys, audited, seal),
                new RedisReleases(link, keys, audited, seal),
                new RedisAuthorityAccounts(link, keys, seal),
                new RedisStrikes(link, keys),
                new RedisAssignments(link, keys, audited, damage),
                new RedisAttributions(link, keys, audited, damage, caseSeal),
                new RedisOverdue(link, keys, audited, damage),
                outbox,
                new RedisNotices(link, keys, audited, damage),
                new RedisOnCalls(link, keys, damage),
                new RedisLasting(link, keys, audited),
                new RedisWatches(link, keys, audited),
                new RedisRosters(link, keys, damage),
                new RedisLinks(link, keys, damage),
                new RedisPartitionLeases(link, keys, clock),
                new RedisPlatforms(link, keys, seal),
                new RedisPeople(link, keys),
                new RedisSessions(link, keys),
                new RedisCredentials(link, keys, seal),
                new RedisTickets(link, keys),
                new RedisExposures(link, keys),
                new RedisRepeatedCalls(
                        link,
                        keys,
                        RedisRepeatedCalls.MADE_IN,
                        Optional.of(new PassingKeys(link, keys, caseSeal, clock))),
                audit,
                new RedisPolicies(link, keys, audited),
                new RedisOutcomes(link, keys),
                new RedisCaseCourses(link, keys, damage, outbox),
                new RedisBacktests(link, keys),
                new RedisRestrictions(link, keys),
                new RedisRescoring(link, keys));
    }
}
