package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cases and all that can happen to them, on a real Redis, beside a model of what must come of it: which reports were
 * accepted, and which claims live. Every move holds its answer against the model, and all that is stored against itself.
 */
final class CaseLife {
    static final int MODERATORS = 3;
    private static final Duration LEASE = Duration.ofSeconds(60);
    static final List<Subject> SUBJECTS = List.of(
            Subject.account("mallory"),
            Subject.account("trudy"),
            Subject.account("oscar"),
            Subject.meeting("call-1"),
            Subject.meeting("call-2"));
    private static final List<Reason> REASONS =
            List.of(Reason.HARASSMENT, Reason.GROOMING, Reason.SEXTORTION, Reason.THREAT_TO_LIFE, Reason.FRAUD_SPAM);

    /** Somebody in the case's own meeting, whom one person may see to. */
    private static final Optional<Target> MALLORY =
            Optional.of(new Target(Optional.empty(), Optional.of("p-mallory"), Optional.empty(), List.of()));

    record Sent(Event event, Subject subject) {}

    /** Time that only a move moves. */
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

    private final RedisLink link;
    private final String prefix = RedisGround.prefix();
    private final StoredCases stored;
    final List<Sent> sent = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    final List<Grant> grants = new ArrayList<>();
    final Map<String, Instant> snoozed = new HashMap<>();
    Instant time = Events.T0;
    Ground ground;
    Desk desk;
    RedisStore store;

    CaseLife(RedisLink link) {
        this.link = link;
        crash();
        this.stored = new StoredCases(link, prefix, ground);
    }

    /** All that a process knew is gone; another one starts. */
    void crash() {
        store = RedisGround.sealed(link, prefix, new Moves());
        ground = RedisGround.on(store, 2);
        desk = new Desk(store.queue(), new InMemoryRosters(), Ground.PACK, LEASE, decided -> {}, new Moves());
    }

    Superseding superseding() {
        return Supersedings.on(store, Ground.PACK, new Moves());
    }

    Hearing hearing() {
        return new Hearing(
                store.queue(),
                store.log(),
                store.appeals(),
                superseding(),
                Impartiality.EVERYBODYS,
                store.people(),
                new Moves());
    }

    Clock clock() {
        return new Moves();
    }

    void check() {
        List<CompletionStage<Boolean>> read = ground.partitions().stream()
                .map(p -> ground.log()
                        .cursor(p)
                        .thenCompose(cursor -> ground.log().read(p, cursor, 1))
                        .thenApply(List::isEmpty))
                .toList();
        boolean folded = read.stream().allMatch(CaseLife::now);
        stored.check(SUBJECTS, accepted, folded);
    }

    /** All is folded, and the chains hold from their first entries. */
    void end() {
        Given.carry(this);
        ground.foldAll(time);
        check();
        assertThat(ground.auditFaults()).isEmpty();
    }

    void flag(int n) {
        Subject subject = SUBJECTS.get(n % 3);
        send(Events.flag("e" + sent.size(), subject.id(), REASONS.get(n % REASONS.size())), subject);
    }

    void panic(int n) {
        Subject subject = SUBJECTS.get(n % SUBJECTS.size());
        send(Events.panic("e" + sent.size(), subject), subject);
    }

    /** What is no report: somebody joined, or was blocked. */
    void observe(int n) {
        Subject subject = SUBJECTS.get(n % SUBJECTS.size());
        String id = "e" + sent.size();
        send(
                subject.kind() == Subject.Kind.MEETING
                        ? Events.joined(id, subject.id(), "mallory")
                        : Events.blocked(id, subject.id(), "rita"),
                subject);
    }

    void send(Event event, Subject subject) {
        Acceptance acceptance = ground.take(event, subject, time);
        assertThat(acceptance.outcome()).isEqualTo(Acceptance.Outcome.ACCEPTED);
        sent.add(new Sent(event, subject));
        if (event.body() instanceof Report) {
            accepted.add(acceptance.receipt());
        }
    }

    /** The platform is not sure that an event arrived. */
    void repeat(int n) {
        if (!sent.isEmpty()) {
            Sent again = sent.get(n % sent.size());
            assertThat(ground.take(again.event, again.subject, time).outcome()).isEqualTo(Acceptance.Outcome.DUPLICATE);
        }
    }

    void fold(int n) {
        Partition partition = ground.partitions().get(n % 2);
        ground.fold(partition, now(ground.log().cursor(partition)), 1 + n % 7, time);
    }

    /** A consumer that lost its place begins again. */
    void foldAgain(int n) {
        ground.fold(ground.partitions().get(n % 2), LogIds.START, 1 + n % 50, time);
    }

    /** Two nodes hold themselves for the partition's consumer, while a panic comes in. */
    void foldTwiceAtOnce(int n) {
        Partition partition = ground.partitions().get(n % 2);
        String after = now(ground.log().cursor(partition));
        Ground other = RedisGround.on(RedisGround.sealed(link, prefix, new Moves()), 2);
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> ground.fold(partition, after, 20, time));
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> other.fold(partition, after, 20, time));
        panic(n);
        now(one);
        now(two);
    }

    void claimNext(int n) {
        Moderator moderator = moderator(n);
        Optional<Grant> held = held(moderator);
        Set<String> handedBack = now(ground.queue().skipped(moderator, ground.platform(), time));
        boolean waiting =
                now(ground.queue().waiting(ground.platform(), Ground.queues(), moderator.role(), 999)).stream()
                        .anyMatch(w -> !handedBack.contains(w.caseId())
                                || !w.deadline().isAfter(time));
        Optional<Case> taken = now(desk.claimNext(ground.platform(), moderator, List.of()));
        assertThat(taken.isPresent()).as("something waits for him, or is his").isEqualTo(waiting || held.isPresent());
        taken.ifPresent(c -> {
            Claim claim = c.claim().orElseThrow();
            assertThat(claim.holder()).isEqualTo(moderator.id());
            if (held.isPresent()) {
                assertThat(claim.token()).as("the one he holds").isEqualTo(held.get().token);
            } else {
                granted(c, moderator);
                next.put(moderator.id(), claim.token());
            }
        });
    }

    private final Map<String, String> next = new HashMap<>();

    /** What he holds by asking for the next one. */
    private Optional<Grant> held(Moderator moderator) {
        return grants.stream()
                .filter(g -> g.token.equals(next.get(moderator.id())) && lives(g))
                .findFirst();
    }

    void claimThis(int n) {
        List<String> ids = cases();
        if (ids.isEmpty()) {
            return;
        }
        Moderator moderator = moderator(n);
        String caseId = ids.get(n / 3 % ids.size());
        Case before = ground.find(caseId);
        ClaimReply reply = now(desk.claim(ground.platform(), moderator, caseId));
        boolean may = moderator.role().includes(before.placement().needs().orElse(Role.LEAD));
        Optional<Grant> his = grants.stream()
                .filter(g ->
                        lives(g) && g.caseId.equals(caseId) && g.holder.id().equals(moderator.id()))
                .findFirst();
        assertThat(reply instanceof ClaimReply.Claimed)
                .isEqualTo(his.isPresent() || (before.state().waiting() && may));
        if (reply instanceof ClaimReply.Claimed claimed) {
            his.ifPresentOrElse(
                    g -> assertThat(claimed.claimed().claim().map(Claim::token)).contains(g.token),
                    () -> granted(claimed.claimed(), moderator));
        }
    }

    private void granted(Case c, Moderator moderator) {
        assertThat(grants).noneMatch(g -> g.caseId.equals(c.id()) && !g.over);
        assertThat(grants).noneMatch(g -> g.token.equals(c.claim().orElseThrow().token()));
        assertThat(c.claim().orElseThrow().expiresAt()).isEqualTo(time.plus(LEASE));
        grants.add(new Grant(c.id(), moderator, c.claim().orElseThrow()));
    }

    /** By the live token, or by an old one. */
    void renew(int n) {
        grant(n).ifPresent(g -> {
            HolderReply reply = now(desk.renew(ground.platform(), g.holder, g.caseId, g.token))
                    .reply();
            assertThat(reply).isEqualTo(lives(g) ? HolderReply.DONE : HolderReply.NOT_HOLDER);
            if (lives(g)) {
                g.expiresAt = time.plus(LEASE);
            }
        });
    }

    void release(int n) {
        grant(n).ifPresent(g -> {
            HolderReply reply = now(desk.release(ground.platform(), g.holder, g.caseId, g.token, "not mine"));
            assertThat(reply).isEqualTo(lives(g) ? HolderReply.DONE : HolderReply.NOT_HOLDER);
            g.over |= lives(g);
        });
    }

    /** With the live token or an old one, with actions or without, and once more. */
    void decide(int n) {
        grant(n).ifPresent(g -> {
            Optional<String> key = n % 2 == 0 ? Optional.of("call " + n) : Optional.empty();
            boolean violation = n % 3 == 0;
            Desk.Request request = new Desk.Request(
                    violation ? Outcome.VIOLATION : Outcome.UNFOUNDED_REPORT,
                    violation ? Optional.of("harassment") : Optional.empty(),
                    "seen",
                    violation
                            ? List.of(
                                    new Desk.Wish(ActionType.REMOVE_PARTICIPANT, MALLORY, Optional.empty()),
                                    new Desk.Wish(ActionType.PRESERVE_EVIDENCE, MALLORY, Optional.empty()),
                                    new Desk.Wish(ActionType.BLOCK_REJOIN, MALLORY, Optional.of(LEASE)))
                            : List.of(),
                    true,
                    Optional.empty(),
                    key);
            boolean live = lives(g);
            Desk.Deciding deciding = decide(g, request);
            if (live) {
                assertThat(deciding)
                        .isInstanceOfSatisfying(
                                Desk.Deciding.Written.class,
                                w -> assertThat(w.repeated()).isFalse());
                g.over = true;
                Desk.Deciding again = decide(g, request);
                if (key.isPresent()) {
                    assertThat(again)
                            .isEqualTo(new Desk.Deciding.Written(((Desk.Deciding.Written) deciding).decision(), true));
                } else {
                    assertThat(again).isInstanceOf(Desk.Deciding.AlreadyDecided.class);
                }
            } else {
                assertThat(deciding instanceof Desk.Deciding.Written w && !w.repeated())
                        .as("a stale token decides nothing")
                        .isFalse();
            }
        });
    }

    private Desk.Deciding decide(Grant g, Desk.Request request) {
        return now(desk.decide(ground.platform(), g.holder, g.caseId, g.token, request));
    }

    /** A made-up token changes nothing. */
    void forge(int n) {
        List<String> ids = cases();
        if (!ids.isEmpty()) {
            String caseId = ids.get(n % ids.size());
            Case before = ground.find(caseId);
            assertThat(now(desk.renew(ground.platform(), moderator(n), caseId, "made up"))
                            .reply())
                    .isEqualTo(HolderReply.NOT_HOLDER);
            assertThat(now(desk.release(ground.platform(), moderator(n), caseId, "", "r")))
                    .isEqualTo(HolderReply.NOT_HOLDER);
            assertThat(ground.find(caseId)).isEqualTo(before);
        }
    }

    void pass(int n) {
        time = time.plus(Duration.ofSeconds(n % 90));
    }

    void hoursPass(int n) {
        time = time.plus(Duration.ofMinutes(n % 200));
    }

    void lapse() {
        for (Partition partition : ground.partitions()) {
            List<String> over = now(ground.queue().lapsed(partition, time, 100));
            for (String caseId : over) {
                assertThat(now(ground.queue().lapse(partition, caseId, time))).isTrue();
                grants.stream().filter(g -> g.caseId.equals(caseId) && !g.over).forEach(g -> {
                    assertThat(g.expiresAt).isBeforeOrEqualTo(time);
                    g.over = true;
                });
            }
        }
        assertThat(grants).noneMatch(g -> !g.over && !g.expiresAt.isAfter(time));
    }

    boolean lives(Grant g) {
        return !g.over && g.expiresAt.isAfter(time);
    }

    /** The newest ones more often than those long over. */
    Optional<Grant> grant(int n) {
        return grants.isEmpty() ? Optional.empty() : Optional.of(grants.get(Math.max(0, grants.size() - 1 - n % 6)));
    }

    List<String> cases() {
        Keys keys = new Keys(prefix);
        return ground.partitions().stream()
                .flatMap(p -> now(link.commands().zrange(keys.cases(p), 0, -1)).stream())
                .toList();
    }

    static Moderator moderator(int n) {
        Role role = List.of(Role.MODERATOR, Role.SENIOR, Role.LEAD).get(n % MODERATORS % 3);
        return new Moderator("m" + n % MODERATORS, "tandem", "m" + n % MODERATORS, role);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
