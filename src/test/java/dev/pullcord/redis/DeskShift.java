package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Event;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Care;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Preferences;
import dev.pullcord.review.Profile;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.TakeUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Twelve people at a desk, minute by minute, on a real Redis: what comes in, what they are given and do, who is turned to where
 * nobody comes. What must hold is counted beside it and held against every answer. One rule can be broken on purpose.
 */
final class DeskShift {
    static final int PEOPLE = 12;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final PolicyPack PACK = TightPolicy.PACK;
    private static final List<Reason> REASONS = List.of(
            Reason.HARASSMENT,
            Reason.HARASSMENT,
            Reason.FRAUD_SPAM,
            Reason.HATE,
            Reason.SEXTORTION,
            Reason.GROOMING,
            Reason.THREAT_TO_LIFE);
    private static final List<Subject> ACCOUNTS =
            IntStream.range(0, 80).mapToObj(n -> Subject.account("acc-" + n)).toList();

    /** What is done wrong on purpose. */
    enum Broken {
        NOTHING,
        /** nobody is asked what may be whose */
        UNGUARDED,
        /** nobody is turned to for what is overdue */
        NOBODY_TURNED_TO,
        /** what takes two is decided by one */
        ONE_IS_ENOUGH,
        /** somebody goes home without handing over */
        SOMEBODY_JUST_LEAVES
    }

    private final Broken broken;
    private final Random random;
    private final StoredCases stored;
    private final RedisStore store;
    private final Ground ground;
    private final Desk desk;
    private final Assigned assigned;
    private final Handover handover;
    private final Approvals approvals;
    private final TurnedTo turnedTo;
    private final List<AtWork> workers = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private Instant time = Events.T0;
    private int sent;
    private int proposals;
    private int ownRefused;
    private int lapsed;

    DeskShift(RedisLink link, long seed, Broken broken) {
        this.broken = broken;
        this.random = new Random(seed);
        String prefix = RedisGround.prefix();
        Clock clock = new Moves();
        store = RedisGround.store(link, prefix, clock);
        ground = RedisGround.on(store, 2);
        turnedTo = new TurnedTo(store, ground, PACK.escalation());
        stored = new StoredCases(link, prefix, ground);
        Care care = new Care(
                store.people(),
                store.exposures(),
                store.queue(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                platform -> PACK,
                clock);
        desk = new Desk(store.queue(), new InMemoryRosters(), platform -> PACK, LEASE, decided -> {}, clock);
        if (broken != Broken.UNGUARDED) {
            store.queue().guardedBy(care);
            desk.caring(care);
        }
        TakeUp takeUp = new TakeUp(store.queue(), LEASE, clock);
        assigned = new Assigned(desk, store.queue(), store.assignments(), takeUp, store.people(), clock);
        handover = new Handover(desk, store.queue(), store.handovers(), store.people(), platform -> PACK, clock);
        approvals = new Approvals(
                store.queue(), Impartiality.EVERYBODYS, Supersedings.on(store, PACK, clock), decided -> {}, clock);
        IntStream.range(0, PEOPLE).forEach(this::hire);
    }

    private void hire(int n) {
        Role role = n < 8 ? Role.MODERATOR : n < 11 ? Role.SENIOR : Role.LEAD;
        Moderator who = new Moderator("p" + n, "tandem", "p" + n, role);
        Set<Reason> optOuts = n % 3 == 0
                ? EnumSet.of(Reason.GROOMING, Reason.SEXTORTION)
                : n % 3 == 1 ? EnumSet.of(Reason.THREAT_TO_LIFE) : EnumSet.noneOf(Reason.class);
        String knows = ACCOUNTS.get(n).id();
        workers.add(new AtWork(who, optOuts, knows));
        now(store.people().add(who));
        now(store.people()
                .change(
                        who.id(),
                        p -> p.with(new Profile(List.of(), List.of(), List.of(), List.of(), List.of(knows)))
                                .with(new Preferences(
                                        optOuts, Optional.empty(), Optional.empty(), null, null, null, null))));
    }

    /** So many minutes go by. In the middle there is a while in which nobody asks for anything. */
    void work(int minutes, int lullFrom, int lull) {
        for (int minute = 0; minute < minutes; minute++) {
            time = time.plus(Duration.ofMinutes(1));
            arrive();
            clockwork();
            for (AtWork worker : workers) {
                if (worker.holds.isPresent()) {
                    goOn(worker);
                } else if (minute < lullFrom || minute >= lullFrom + lull) {
                    ask(worker);
                }
            }
            if (minute % 3 == 0) {
                approve();
            }
            turnedTo.nothingWaitsUnseen(waiting(), time);
            if (minute % 120 == 119) {
                stored.check(ACCOUNTS, accepted, true);
            }
        }
    }

    private void arrive() {
        boolean flag = random.nextDouble() < 0.8;
        boolean panic = random.nextDouble() < 0.05;
        if (flag) {
            Subject account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            take(Events.flag("e" + sent++, account.id(), REASONS.get(random.nextInt(REASONS.size()))), account);
        }
        if (panic) {
            Subject account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            take(Events.panic("e" + sent++, account), account);
        }
        if (flag || panic) {
            ground.foldAll(time);
        }
    }

    private void take(Event event, Subject subject) {
        accepted.add(ground.take(event, subject, time).receipt());
    }

    /** What the service's own loops do. */
    private void clockwork() {
        for (Partition partition : ground.partitions()) {
            for (String id : now(ground.queue().lapsed(partition, time, 100))) {
                assertThat(now(ground.queue().lapse(partition, id, time))).isTrue();
                lapsed++;
            }
            now(ground.handovers().due(partition, time, 100))
                    .forEach(id -> now(ground.handovers().wake(partition, id, time)));
            now(ground.queue().expired(partition, time, 100))
                    .forEach(id -> now(ground.queue().expire(partition, id, time)));
            if (broken != Broken.NOBODY_TURNED_TO) {
                turnedTo.turn(partition, time);
            }
            turnedTo.tell(partition, time);
        }
    }

    private void ask(AtWork worker) {
        now(assigned.claimNext(ground.platform(), worker.who, List.of())).ifPresent(c -> {
            worker.given(c, AtWork.reasons(ground, c), time, PACK.care().weight(c), TightPolicy.BUDGET);
            worker.holds = Optional.of(c);
            worker.doneAt = time.plus(Duration.ofMinutes(4 + random.nextInt(11)));
        });
    }

    private void goOn(AtWork worker) {
        Case held = worker.holds.orElseThrow();
        String token = held.claim().orElseThrow().token();
        if (random.nextInt(200) == 0) { // his browser died
            worker.holds = Optional.empty();
            return;
        }
        if (time.isBefore(worker.doneAt)) {
            if (now(desk.renew(ground.platform(), worker.who, held.id(), token)).reply()
                    != ReviewQueue.HolderReply.DONE) {
                worker.gone(AtWork.reasons(ground, held));
            }
            return;
        }
        worker.holds = Optional.empty();
        int what = random.nextInt(20);
        if (what == 0) {
            now(desk.release(ground.platform(), worker.who, held.id(), token, "not mine"));
        } else if (what == 1) {
            now(handover.snooze(
                    ground.platform(), worker.who, held.id(), token, time.plus(Duration.ofMinutes(2)), "asks back"));
        } else {
            decide(worker, held, token, what);
        }
    }

    private void decide(AtWork worker, Case held, String token, int what) {
        boolean forGood = what < 6;
        if (forGood && broken == Broken.ONE_IS_ENOUGH) {
            Case c = ground.find(held.id());
            Decision alone = ground.decision(
                    c,
                    worker.who,
                    time,
                    List.of(new ActionOrder(
                            c.id() + ".d" + (c.decisionCount() + 1) + ".a1",
                            ActionType.SUSPEND_ACCOUNT,
                            Target.account(c.subject().id()),
                            Optional.empty())));
            now(ground.queue().decide(ground.platform(), c, worker.who, token, alone, "other", Optional.empty(), time));
            return;
        }
        Desk.Request request = new Desk.Request(
                what < 12 ? Outcome.VIOLATION : Outcome.NO_VIOLATION,
                what < 12 ? Optional.of("harassment") : Optional.empty(),
                "seen",
                what >= 12
                        ? List.of()
                        : List.of(new Desk.Wish(
                                ActionType.SUSPEND_ACCOUNT,
                                Optional.empty(),
                                forGood ? Optional.empty() : Optional.of(Duration.ofDays(7)))),
                true,
                Optional.empty(),
                Optional.empty());
        Desk.Deciding said = now(desk.decide(ground.platform(), worker.who, held.id(), token, request));
        if (forGood) {
            assertThat(said).isInstanceOf(Desk.Deciding.Proposed.class);
            proposals++;
        } else {
            assertThat(said).isInstanceOf(Desk.Deciding.Written.class);
        }
    }

    /** Seniors and leads answer what waits for a second person; whoever proposed it tries as well, and may not. */
    private void approve() {
        for (Case c : turnedTo.proposed()) {
            AtWork second = workers.get(8 + random.nextInt(4));
            boolean own = c.proposal().orElseThrow().by().equals(second.who.id());
            boolean yes = random.nextInt(4) > 0;
            Approvals.Answered said =
                    now(approvals.answer(ground.platform(), second.who, c.id(), yes, "I looked at it as well"));
            if (own) {
                assertThat(said).isInstanceOf(Approvals.Answered.OwnDecision.class);
                ownRefused++;
            }
        }
    }

    private List<ReviewQueue.Waiting> waiting() {
        return now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.ADMIN, 999));
    }

    /** The shift ends: all hand over what they hold, and it is all there for the next. */
    void end() {
        Map<String, String> inHand = new HashMap<>();
        for (AtWork worker : workers) {
            worker.holds
                    .filter(c -> ground.find(c.id()).state() == CaseState.CLAIMED)
                    .ifPresent(c -> inHand.put(c.id(), worker.who.id()));
        }
        assertThat(inHand).as("there is something to hand over after " + this).isNotEmpty();
        String leaves = inHand.values().iterator().next();
        for (AtWork worker : workers) {
            if (broken != Broken.SOMEBODY_JUST_LEAVES || !worker.who.id().equals(leaves)) {
                now(assigned.handOver(ground.platform(), worker.who, Optional.empty(), "call them again"));
            }
        }
        Set<String> there = new HashSet<>();
        waiting().forEach(waiting -> there.add(waiting.caseId()));
        inHand.forEach((id, who) -> {
            assertThat(there)
                    .as("what " + who + " had in hand waits for the next")
                    .contains(id);
            assertThat(now(ground.queue().timeline(ground.platform(), id, 20)))
                    .anyMatch(entry -> entry.draft().verb().equals("case_handed_over")
                            && entry.draft().actor().equals(who)
                            && entry.draft().detail().containsValue("call them again"));
        });
        stored.check(ACCOUNTS, accepted, true);
        twoPeople();
        assertThat(ground.auditFaults()).isEmpty();
    }

    /** Whatever keeps an account out for good has two names, and they differ. */
    void twoPeople() {
        Optional<String> cursor = Optional.empty();
        do {
            ReviewQueue.Filter all = new ReviewQueue.Filter(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            ReviewQueue.Page page = now(store.queue().search(ground.platform(), all, cursor, 200));
            for (Case c : page.items()) {
                for (Decision decision : now(ground.queue().decisions(ground.platform(), c.id()))) {
                    boolean forGood = decision.actions().stream()
                            .anyMatch(a -> a.type() == ActionType.SUSPEND_ACCOUNT
                                    && a.duration().isEmpty());
                    if (forGood) {
                        assertThat(decision.approvedBy())
                                .as("a second person")
                                .isPresent()
                                .isNotEqualTo(Optional.of(decision.decidedBy()));
                    }
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }

    /** That all of this was put to the test at all. */
    void wasHard() {
        assertThat(workers)
                .as("some budget ran out in " + this)
                .anyMatch(worker -> worker.had(Events.T0) > TightPolicy.BUDGET - 3);
        assertThat(turnedTo.paged()).as("somebody was paged").isPositive();
        assertThat(proposals).as("proposals").isGreaterThan(20);
        assertThat(ownRefused).as("tries to agree with oneself").isPositive();
        assertThat(lapsed).as("claims that lapsed").isPositive();
    }

    @Override
    public String toString() {
        return accepted.size() + " reports, " + proposals + " proposals, " + turnedTo.paged() + " paged, " + lapsed
                + " lapsed, " + ownRefused + " own";
    }

    private final class Moves extends Clock {
        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
