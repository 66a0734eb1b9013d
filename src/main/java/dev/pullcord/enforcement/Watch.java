package dev.pullcord.enforcement;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Rosters.Roster;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Fallback;
import dev.pullcord.review.PlanPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what the platform says it has done is true, and stays true. Pure.
 *
 * <pre>
 *   a removal was answered, and …           then
 *   somebody left, the meeting ended,
 *   or the platform confirms it             it is confirmed, by that
 *   nothing in time, he is still there      it is ordered anew; after so often, parked
 *   nothing in time, nothing tells          that is said; nobody is removed on a guess
 *   he comes back while he is kept out      it is ordered anew, once for that join; after so often, parked
 *   a later decision took its place         nothing any more
 * </pre>
 *
 * An ended meeting is confirmed by its end, and not ordered anew: many platforms tell who comes and goes, and not that.
 *
 * An order anew has an id of its own: a platform that remembers ids would answer the old one with {@code already_done}.
 *
 * @param action the one that was guarded or is looked at
 * @param ofCase all of its case, it among them
 * @param decisions how many the case has
 */
public record Watch(Action action, List<Action> ofCase, int decisions) {
    /** As a platform answers when he should not be there any more; {@code target_gone} may mean one of two devices. */
    private static final Set<String> DONE =
            Set.of(Status.DONE.code(), Status.ALREADY_DONE.code(), Status.PARTIAL.code(), Status.TARGET_GONE.code());

    /** By how much the clocks of a platform may be behind: who joined longer before the order did not come back. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Set<ActionType> SEEN = EnumSet.of(ActionType.REMOVE_PARTICIPANT, ActionType.END_MEETING);

    public Watch {
        ofCase = List.copyOf(ofCase);
    }

    /** When to look at an action whose try came to this; empty when there is nothing to find. */
    public static Optional<Instant> firstLook(Action begun, Enforcer.Ending ending, PlanPolicy policy, Instant now) {
        ActionType type = begun.order().type();
        if (ending.state() != Action.State.ANSWERED) {
            return Optional.empty();
        }
        if (ending.status().equals(Status.UNSUPPORTED.code())) {
            return Optional.of(now).filter(at -> policy.fallbacks().containsKey(type));
        }
        return Optional.of(now.plus(policy.confirmWithin()))
                .filter(at -> type == ActionType.REMOVE_PARTICIPANT && DONE.contains(ending.status()));
    }

    /**
     * Until when its meeting is to be watched for it: as long as whoever is removed is kept out, by the removal's own duration, by that of the
     * block in the same plan, or by policy. Empty where nothing is watched, or another stands for it.
     */
    public Optional<Instant> guardUntil(PlanPolicy policy) {
        if (!SEEN.contains(action.order().type())
                || action.order().target().meeting().isEmpty()) {
            return Optional.empty();
        }
        Action first = first();
        if (!first.equals(action)) {
            return Optional.empty(); // the first one's place leads here
        }
        Optional<Duration> block = ofCase.stream()
                .filter(a -> a.order().type() == ActionType.BLOCK_REJOIN)
                .filter(a -> decision(a) == decision(first))
                .filter(a -> sameTarget(a.order().target(), first.order().target()))
                .flatMap(a -> a.order().duration().stream())
                .findFirst();
        Duration kept = first.order().duration().or(() -> block).orElse(policy.keepOut());
        Duration most = Duration.ofDays(366); // no call lasts longer, and an instant has its bounds
        return Optional.of(first.createdAt().plus(kept.compareTo(most) > 0 ? most : kept));
    }

    /** Whether it is done, or said to be, and its effect can be seen: somebody is gone, or the meeting over. */
    public static boolean isSeen(Action action) {
        return SEEN.contains(action.order().type()) && (done(action) || inVain(action));
    }

    /** The order that counts now: the last of those that do this one again. */
    public Action last() {
        Action last = action;
        for (Optional<Action> next = anew(last); next.isPresent(); next = anew(last)) {
            last = next.get();
        }
        return last;
    }

    /** Its time to be confirmed is over, or it is not supported; empty when there is nothing to write. */
    public Optional<Finding> looked(Optional<Roster> roster, PlanPolicy policy, Instant now) {
        if (superseded() || anew(action).isPresent() || action.state() != Action.State.ANSWERED) {
            return Optional.empty();
        }
        if (action.lastStatus().filter(Status.UNSUPPORTED.code()::equals).isPresent()) {
            return fallback(policy);
        }
        if (action.trail().proof().isPresent()) {
            return Optional.empty();
        }
        return switch (where(action, roster)) {
            case GONE -> Optional.of(Finding.shown(new Trail.Proof("roster", now), action));
            case UNKNOWN -> Optional.of(Finding.shown(new Trail.Proof(Trail.Proof.NOTHING, now), action));
            case THERE -> {
                Trail trail = action.trail();
                yield Optional.of(
                        trail.resent() < policy.sendAgain()
                                ? Finding.again(
                                        "action_unconfirmed",
                                        "still_there",
                                        anew(Whereabouts.now(action.order().target(), roster)),
                                        "unconfirmed",
                                        trail.joins(),
                                        trail.resent() + 1)
                                : Finding.givenUp("still_there"));
            }
        };
    }

    /** Somebody left, was removed, or the meeting ended; the roster knows it already. */
    public Optional<Finding> left(LoggedEvent event, Optional<Roster> roster) {
        Action last = last();
        boolean before = event.receivedAt().isBefore(last.createdAt());
        boolean sent = last.state() == Action.State.TRYING || done(last) || inVain(last);
        if (before || !sent || last.tries() == 0 || shown(last) || where(last, roster) != Whereabouts.GONE) {
            return Optional.empty();
        }
        String by = event.event().body().type().replace("dev.pullcord.", "").replaceAll("\\.v1$", "");
        return Optional.of(Finding.shown(new Trail.Proof(by, event.receivedAt()), last));
    }

    /** The platform says that this very action took effect. */
    public Optional<Finding> confirmed(LoggedEvent event) {
        return action.tries() == 0 || shown(action)
                ? Optional.empty()
                : Optional.of(Finding.shown(new Trail.Proof("action.confirmed", event.receivedAt()), action));
    }

    /**
     * Somebody joined the meeting.
     *
     * @param place where that stands in the platform's logs, the same whenever it is read
     */
    public Optional<Finding> joined(LoggedEvent event, String place, PlanPolicy policy) {
        Action last = last();
        Optional<Party> who = ((MeetingEvent) event.event().body()).participant();
        boolean his = who.filter(party -> Whereabouts.same(last.order().target(), party))
                .isPresent();
        String because = "join " + place;
        boolean known = ofCase.stream()
                .anyMatch(a -> a.trail().because().filter(because::equals).isPresent());
        if (!his || known || superseded() || last.order().type() != ActionType.REMOVE_PARTICIPANT) {
            return Optional.empty();
        }
        if (last.state() == Action.State.TRYING) {
            return last.trail().proof().map(gone -> Finding.doubtful());
        }
        boolean since = last.trail()
                        .endedAt()
                        .filter(end -> !event.receivedAt().isBefore(end))
                        .isPresent()
                && event.event().time().isAfter(last.createdAt().minus(SKEW));
        if (!done(last) || !since) {
            return Optional.empty();
        }
        Trail trail = last.trail();
        Target back = new Target(
                last.order().target().meeting(),
                who.get().participantId().or(last.order().target()::participantId),
                last.order().target().accountId().or(who.get()::accountId),
                List.of());
        return Optional.of(
                trail.joins() < policy.removeAgain()
                        ? Finding.again("rejoined", "came_back", anew(back), because, trail.joins() + 1, 0)
                        : Finding.givenUp("came_back"));
    }

    private Optional<Finding> fallback(PlanPolicy policy) {
        List<ActionOrder> orders = new ArrayList<>();
        List<ActionType> proposes = new ArrayList<>();
        ActionOrder failing = action.order();
        for (ActionType type : policy.fallbacks().getOrDefault(failing.type(), List.of())) {
            Optional<Target> target = Fallback.target(type, failing.target());
            boolean there = target.isEmpty()
                    || ofCase.stream()
                            .anyMatch(a -> a.order().type() == type
                                    && decision(a) == decision(action)
                                    && sameTarget(a.order().target(), target.get()));
            if (there) { // ordered already, or tried in vain on the way here
                continue;
            }
            if (Fallback.byItself(failing.type(), type)) {
                orders.add(new ActionOrder(nextId(orders.size()), type, target.get(), failing.duration()));
            } else {
                proposes.add(type);
            }
        }
        return orders.isEmpty() && proposes.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.unsupported(action, orders, proposes));
    }

    private ActionOrder anew(Target target) {
        return new ActionOrder(
                nextId(0), action.order().type(), target, action.order().duration());
    }

    private String nextId(int more) {
        String id = Sequel.nextId(ofCase, action.caseId(), decisions);
        int n = id.lastIndexOf('a') + 1;
        return id.substring(0, n) + (Integer.parseInt(id.substring(n)) + more);
    }

    private Optional<Action> anew(Action before) {
        return ofCase.stream()
                .filter(a ->
                        a.trail().follows().filter(before.order().id()::equals).isPresent())
                .filter(a -> a.order().type() == before.order().type())
                .findFirst();
    }

    private Action first() {
        Action first = action;
        boolean more = true;
        while (more) {
            Action now = first;
            Optional<Action> before = ofCase.stream()
                    .filter(a ->
                            now.trail().follows().filter(a.order().id()::equals).isPresent())
                    .filter(a -> a.order().type() == now.order().type())
                    .findFirst();
            more = before.isPresent();
            first = before.orElse(first);
        }
        return first;
    }

    private boolean superseded() {
        return decision(action) != decisions;
    }

    private static int decision(Action action) {
        String suffix = action.order().id().substring(action.caseId().length());
        return Integer.parseInt(suffix.replaceAll("^\\.d([0-9]+)\\..*$", "$1"));
    }

    private static Whereabouts where(Action action, Optional<Roster> roster) {
        return action.order().type() == ActionType.END_MEETING
                ? roster.map(r -> r.live() ? Whereabouts.THERE : Whereabouts.GONE)
                        .orElse(Whereabouts.UNKNOWN)
                : Whereabouts.of(action.order().target(), roster);
    }

    private static boolean shown(Action action) {
        return action.trail().proof().filter(Trail.Proof::shows).isPresent();
    }

    private static boolean done(Action action) {
        return action.state() == Action.State.ANSWERED
                && action.lastStatus().filter(DONE::contains).isPresent();
    }

    /** Parked although the platform says that it is done: as long as he is there. What it never did, is parked for another reason. */
    private static boolean inVain(Action action) {
        return action.state() == Action.State.FAILED
                && action.lastStatus().filter(DONE::contains).isPresent();
    }

    private static boolean sameTarget(Target one, Target other) {
        boolean named = one.accountId().isPresent() && other.accountId().isPresent();
        boolean same = named
                ? one.accountId().equals(other.accountId())
                : one.participantId().equals(other.participantId());
        return same && one.meeting().equals(other.meeting());
    }
}
