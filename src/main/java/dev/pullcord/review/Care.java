package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Exposures.Budget;
import dev.pullcord.review.Exposures.Kept;
import dev.pullcord.review.Exposures.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks after the people at the desk: what somebody is given, how much of it, and that he can stop at once. Thread-safe.
 *
 * <p>A look is counted at the person's own place before the case is claimed, and taken back if the claim is refused: of a
 * process that dies in between a look stays counted that nobody had, never the other way round.
 */
public final class Care implements ClaimGuard {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int LANGUAGES_READ = 10;
    private static final int REPORTS_READ = 200; // of a case, for what its reports name

    /** What the timeline says of a case that care gave back: many read it, and why is nobody's business. */
    static final String HANDED_BACK = "handed back";

    private static final Duration NOT_AGAIN = Duration.ofHours(8); // a shift

    private final People people;
    private final Exposures exposures;
    private final ReviewQueue queue;
    private final Impartiality impartiality;
    private final ActivePolicies active;
    private final Clock clock;
    private volatile Duration lease = Duration.ZERO;

    /** @param active the policy in force on each platform */
    public Care(
            People people,
            Exposures exposures,
            ReviewQueue queue,
            Impartiality impartiality,
            ActivePolicies active,
            Clock clock) {
        this.impartiality = impartiality;
        this.people = people;
        this.exposures = exposures;
        this.queue = queue;
        this.active = active;
        this.clock = clock;
    }

    /**
     * How somebody stands with his work.
     *
     * @param person as he is kept
     * @param policy what holds for him
     * @param kept what he has looked at
     * @param now when this was
     */
    public record Standing(Person person, CarePolicy policy, Kept kept, Instant now) {
        /** Since when looks count for his shift: its beginning, or as long ago as one lasts. */
        public Instant shiftFrom() {
            return person.profile().shiftFrom(now, policy.shift());
        }

        /** Whether one of his shifts is on; always, if he has none. */
        public boolean onShift() {
            return person.profile().onShift(now);
        }

        public double looksSince(Instant from) {
            return kept.looks().stream()
                    .filter(look -> !look.at().isBefore(from))
                    .mapToDouble(Look::weight)
                    .sum();
        }

        /** To the hour: what began in the hour that holds {@code from} counts. */
        public double minutesSince(Instant from) {
            Instant hour = from.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
            return kept.minutes().entrySet().stream()
                    .filter(e -> !e.getKey().isBefore(hour))
                    .mapToDouble(java.util.Map.Entry::getValue)
                    .sum();
        }

        public Instant weekFrom() {
            return now.minus(WEEK);
        }

        /** Whether nothing is left of any budget. */
        public boolean used() {
            return looksSince(shiftFrom()) >= policy.shiftLooks()
                    || looksSince(weekFrom()) >= policy.weekLooks()
                    || minutesUsed();
        }

        /** How much of the budget is used that is used most, 0 … 1 and above: looks or minutes, of the shift or the week. */
        public double share() {
            double looks = Math.max(
                    looksSince(shiftFrom()) / policy.shiftLooks(), looksSince(weekFrom()) / policy.weekLooks());
            double minutes = Math.max(
                    minutesSince(shiftFrom()) / policy.shiftMinutes(), minutesSince(weekFrom()) / policy.weekMinutes());
            return Math.max(looks, minutes);
        }

        boolean minutesUsed() {
            return minutesSince(shiftFrom()) >= policy.shiftMinutes()
                    || minutesSince(weekFrom()) >= policy.weekMinutes();
        }

        /** Since when he has been on a pause: since he said that he needs to stop, or since he last worked, for long enough. */
        public Optional<Instant> pausedSince() {
            return kept.stoppedAt().or(() -> kept.workingSince().isPresent() ? Optional.empty() : kept.activeAt());
        }

        /** When a break is due, if he is at work. */
        public Optional<Instant> breakAt() {
            return kept.workingSince().map(since -> since.plus(policy.breakEvery()));
        }

        /** Whether so much of what he had last was grave that something harmless is due. */
        public boolean harmlessDue() {
            List<Look> looks = kept.looks();
            int row = policy.graveInARow();
            return looks.size() >= row
                    && looks.subList(looks.size() - row, looks.size()).stream()
                            .allMatch(look -> look.weight() >= policy.grave());
        }
    }

    /** How somebody stands; empty if he is not in the books. */
    public CompletionStage<Optional<Standing>> standing(Platform platform, Moderator moderator) {
        Instant now = clock.instant();
        return people.find(moderator.id())
                .thenCombine(
                        exposures.find(platform, moderator, now),
                        (person, kept) -> person.map(
                                p -> new Standing(p, active.of(platform.id()).care(), kept, now)));
    }

    /** How somebody sits down to his next case. */
    CompletionStage<Sitting> sitting(Platform platform, Moderator moderator) {
        TriagePolicy triage = active.of(platform.id()).triage();
        return standing(platform, moderator)
                .thenApply(found -> found.map(his -> new Sitting(
                                his.kept().stoppedAt().isPresent() || !his.onShift() || his.used(),
                                his.person().profile().queues(),
                                his.harmlessDue(),
                                triage.lanesAhead(),
                                triage.lanes().size() - 1,
                                head -> suits(platform, his, head)))
                        .orElse(Sitting.ANYBODYS));
    }

    /**
     * Whether a case is rather for somebody else: for its reason, its lane, or its reporters' language. Language and lane are
     * asked of only until it is overdue; from then on it is for whoever comes.
     */
    private CompletionStage<Boolean> suits(Platform platform, Standing his, ReviewQueue.Waiting head) {
        Profile profile = his.person().profile();
        boolean overdue = !head.deadline().isAfter(his.now());
        if (his.person().preferences().optOuts().isEmpty()
                && (overdue
                        || (profile.skills().isEmpty() && profile.languages().isEmpty()))) {
            return done(true);
        }
        return queue.find(platform, head.caseId())
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return done(false);
                    }
                    Case c = found.get();
                    if (!overdue
                            && !profile.skills().isEmpty()
                            && !profile.skills().contains(c.placement().lane())) {
                        return done(false);
                    }
                    return optedOut(platform, his.person(), c)
                            .thenCompose(out ->
                                    out || overdue || profile.languages().isEmpty()
                                            ? done(!out)
                                            : queue.reports(platform, c.id(), 0, LANGUAGES_READ)
                                                    .thenApply(reports -> reads(profile.languages(), reports)));
                })
                .exceptionally(damaged -> true); // whoever claims it finds out
    }

    /** Whether any report of the case names what he has opted out of: not the gravest alone, for he would read them all. */
    private CompletionStage<Boolean> optedOut(Platform platform, Person person, Case c) {
        Set<Reason> out = Set.copyOf(person.preferences().optOuts());
        if (out.isEmpty()) {
            return done(false);
        }
        return c.reason().filter(out::contains).isPresent()
                ? done(true)
                : queue.reports(platform, c.id(), 0, REPORTS_READ)
                        .thenApply(reports -> reports.stream()
                                .anyMatch(event -> event.event().body() instanceof Report report
                                        && report.reason().filter(out::contains).isPresent()));
    }

    /** Whether what he holds is still for him: what he has opted out of may join a case under his hands. */
    CompletionStage<Boolean> mayKeep(Platform platform, Moderator moderator, Case c) {
        return people.find(moderator.id())
                .thenCompose(found ->
                        found.map(person -> optedOut(platform, person, c)).orElseGet(() -> done(false)))
                .thenApply(out -> !out);
    }

    /** Whether he reads what the newest report that names a language is written in. */
    private static boolean reads(List<String> languages, List<LoggedEvent> newestFirst) {
        return newestFirst.stream()
                .filter(event -> event.event().body() instanceof Report)
                .flatMap(event -> ((Report) event.event().body()).language().stream())
                .findFirst()
                .map(tag -> languages.stream().anyMatch(his -> primary(his).equals(primary(tag))))
                .orElse(true);
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0].toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public CompletionStage<Admission> admit(Platform platform, Case c, Moderator holder, String token, Instant now) {
        return standing(platform, holder).thenCompose(found -> {
            if (found.isEmpty() || found.get().person().disabled()) {
                return done(Admission.barred(Bar.CONFLICT)); // he was removed, or disabled, meanwhile
            }
            Standing his = found.get();
            if (his.kept().stoppedAt().isPresent()) {
                return done(Admission.barred(Bar.STOPPED));
            }
            return optedOut(platform, his.person(), c).thenCompose(out -> {
                if (out) {
                    return done(Admission.barred(Bar.OPTED_OUT));
                }
                if (his.minutesUsed()) {
                    return done(Admission.barred(Bar.BUDGET));
                }
                return conflict(platform, c, holder)
                        .thenCompose(conflict -> conflict
                                ? done(Admission.barred(Bar.CONFLICT))
                                : take(platform, c, holder, token, his));
            });
        });
    }

    private CompletionStage<Admission> take(Platform platform, Case c, Moderator holder, String token, Standing his) {
        Budget budget = new Budget(
                his.shiftFrom(),
                his.weekFrom(),
                his.policy().shiftLooks(),
                his.policy().weekLooks());
        return exposures
                .take(platform, holder, token, look(platform, c, his.now()), budget)
                .thenApply(room -> switch (room) {
                    case TAKEN -> new Admission(Optional.empty(), true);
                    case KNOWN -> Admission.FREE;
                    case STOPPED -> Admission.barred(Bar.STOPPED);
                    case USED -> Admission.barred(Bar.BUDGET);
                });
    }

    private Look look(Platform platform, Case c, Instant now) {
        return new Look(c.id(), active.of(platform.id()).care().weight(c), now);
    }

    @Override
    public CompletionStage<Void> withdraw(Platform platform, Case c, Moderator holder, String token, Instant now) {
        return exposures.putBack(platform, holder, token, look(platform, c, now));
    }

    /** Whether he decided it before, and it was not undone at once, or knows somebody in it. */
    private CompletionStage<Boolean> conflict(Platform platform, Case c, Moderator holder) {
        CompletionStage<Boolean> decided = c.decisionCount() == 0
                ? done(false)
                : queue.decisions(platform, c.id())
                        .thenApply(all -> all.stream()
                                .filter(d -> d.decidedBy().equals(holder.id()))
                                .anyMatch(d -> !d.undid() && !d.undone(all)));
        return decided.thenCombine(impartiality.knows(platform, holder, c), Boolean::logicalOr);
    }

    /** How long a claim lives unless renewed: so it is known since when somebody has been at his case. */
    Care under(Duration claims) {
        lease = claims;
        return this;
    }

    /**
     * Counts the time since his claim was granted or last renewed, and none of it twice. Said before whatever ends the claim:
     * of a process that dies in between it is counted, and what ends it later adds the rest. Never fails for its own sake.
     */
    CompletionStage<Void> worked(Platform platform, Moderator moderator, Case c) {
        Instant now = clock.instant();
        return c.claim()
                .filter(his ->
                        his.holder().equals(moderator.id()) && his.expiresAt().isAfter(now))
                .map(his -> exposures.spend(
                        platform,
                        moderator,
                        his.token(),
                        active.of(platform.id()).care().weight(c),
                        his.expiresAt().minus(lease),
                        now))
                .orElseGet(() -> done(0.0))
                .handle((counted, failure) -> null);
    }

    /** "I need to stop": no more from this moment, and what he holds goes back to its place. */
    public CompletionStage<Void> stop(Platform platform, Moderator moderator) {
        Instant now = clock.instant();
        return exposures
                .stop(platform, moderator, now)
                .thenCompose(stopped -> queue.intent(moderator, platform))
                .thenCompose(intent -> intent.map(i -> giveBack(platform, moderator, i.caseId(), i.token(), now))
                        .orElseGet(() -> done(null)))
                .thenCompose(back -> giveAllBack(platform, moderator, now));
    }

    /** Nobody sees why it came back, it does not count as often handed back, and he is not given it again when he goes on. */
    private CompletionStage<Void> giveBack(
            Platform platform, Moderator moderator, String caseId, String token, Instant now) {
        return queue.find(platform, caseId)
                .thenCompose(
                        found -> found.map(c -> worked(platform, moderator, c)).orElseGet(() -> done(null)))
                .exceptionally(damaged -> null)
                .thenCompose(counted -> queue.handBack(platform, caseId, moderator, token, HANDED_BACK, now))
                .thenCompose(back -> queue.skip(moderator, platform, caseId, now.plus(NOT_AGAIN)));
    }

    /** What he took by its id. */
    private CompletionStage<Void> giveAllBack(Platform platform, Moderator moderator, Instant now) {
        ReviewQueue.Filter his = new ReviewQueue.Filter(
                Optional.of(CaseState.CLAIMED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(moderator.id()));
        return queue.search(platform, his, Optional.empty(), 100).thenCompose(page -> {
            CompletionStage<Void> all = done(null);
            for (Case c : page.items()) {
                String token = c.claim().map(Claim::token).orElse("");
                all = all.thenCompose(before -> giveBack(platform, moderator, c.id(), token, now));
            }
            return all;
        });
    }

    /** What became of what somebody decided. */
    public ToldBack toldBack() {
        return new ToldBack(exposures, queue, clock);
    }

    public CompletionStage<Void> resume(Platform platform, Moderator moderator) {
        return exposures.resume(platform, moderator);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
