package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An outbox that forgets with its process. Runs the same {@link OutboxContract} as the one in Redis. */
public final class InMemoryOutbox implements Outbox {
    private static final Comparator<Action> OLDEST_FIRST =
            Comparator.comparing(Action::createdAt).thenComparing(Action.AS_ORDERED);

    private static final String ALL_BEFORE = "";

    private static String key(Platform platform, Right right, String account) {
        return platform.id() + '\0' + right + '\0' + account;
    }

    /** A recorded try, as it would stand in the case's timeline. */
    public record Recorded(String actionId, int attempt, Action.State state, String status, String detail) {}

    private record Said(boolean suspended, Optional<Instant> until, Instant decidedAt) {}

    private final Map<String, Action> beforeSettled = new HashMap<>();
    private final Map<String, Action> actions = new HashMap<>();
    private final Map<String, String> platforms = new HashMap<>();
    private final Map<String, Map<String, Said>> standings = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private boolean away;
    private boolean standingsAway;
    private Optional<String> unreadable = Optional.empty();

    /** Orders an action, as a decision does. */
    public synchronized void order(Platform platform, ActionOrder order, String reasonCode, Instant now) {
        String caseId = CaseId.caseOf(order.id());
        platforms.put(order.id(), platform.id());
        put(new Action(
                order,
                caseId,
                reasonCode,
                Action.State.PENDING,
                0,
                0,
                now,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Trail.after(actions.values().stream()
                        .filter(other -> other.caseId().equals(caseId))
                        .sorted(Action.AS_ORDERED)
                        .map(other -> other.order().id())
                        .toList())));
    }

    /** From now on every call fails, as when Redis is away; or works again. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** From now on who may join cannot be written, as when the account lies where Redis is away; or it can again. */
    public synchronized void standingsAway(boolean now) {
        standingsAway = now;
    }

    /** From now on the actions of this case cannot be read together. */
    public synchronized void unreadable(String caseId) {
        unreadable = Optional.of(caseId);
    }

    /** What was recorded, oldest first. */
    public synchronized List<Recorded> recorded(String actionId) {
        return recorded.stream().filter(r -> r.actionId().equals(actionId)).toList();
    }

    public synchronized Action get(String actionId) {
        return actions.get(actionId);
    }

    @Override
    public CompletionStage<List<Action>> due(Partition partition, Instant now, int max) {
        return answer(() -> actions.values().stream()
                .filter(a -> lies(a, partition))
                .filter(a -> due(a, now))
                .sorted(Comparator.comparing((Action a) -> a.nextTryAt().orElseThrow())
                        .thenComparing(Action.AS_ORDERED))
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<Optional<Action>> begin(
            Partition partition, Action action, Instant now, Instant retryAt, Patience patience) {
        return answer(() -> {
            Action a = actions.get(action.order().id());
            if (a == null || !due(a, now) || held(a, now, patience)) {
                return Optional.empty();
            }
            return Optional.of(put(new Action(
                    a.order(),
                    a.caseId(),
                    a.reasonCode(),
                    Action.State.TRYING,
                    a.tries() + 1,
                    a.triesBefore(),
                    a.createdAt(),
                    Optional.of(retryAt),
                    a.lastStatus(),
                    a.lastDetail(),
                    a.trail())));
        });
    }

    @Override
    public CompletionStage<Void> record(
            Partition partition,
            Action begun,
            Action.State state,
            String status,
            String detail,
            Optional<Instant> retryAt,
            Optional<Instant> lookAt,
            Instant now) {
        return answer(() -> {
            Action a = actions.get(begun.order().id());
            if (a == null || a.state() != Action.State.TRYING || a.tries() != begun.tries()) {
                return null;
            }
            recorded.add(new Recorded(a.order().id(), a.tries(), state, status, detail));
            put(new Action(
                    a.order(),
                    a.caseId(),
                    a.reasonCode(),
                    state,
                    a.tries(),
                    a.triesBefore(),
                    a.createdAt(),
                    retryAt,
                    Optional.of(status),
                    Optional.of(detail).filter(d -> !d.isEmpty()),
                    a.trail()));
            return null;
        });
    }

    @Override
    public synchronized CompletionStage<List<Action>> ofCase(Platform platform, String caseId) {
        if (unreadable.filter(caseId::equals).isPresent()) {
            return CompletableFuture.failedFuture(new IllegalStateException("it cannot be read"));
        }
        return answer(() -> of(platform)
                .filter(a -> a.caseId().equals(caseId))
                .sorted(Action.AS_ORDERED)
                .toList());
    }

    @Override
    public CompletionStage<Page> inState(Platform platform, Action.State state, Optional<String> cursor, int limit) {
        return answer(() -> {
            int skip = cursor.map(Integer::parseInt).orElse(0);
            List<Action> rest = of(platform)
                    .filter(a -> a.state() == state)
                    .sorted(OLDEST_FIRST)
                    .skip(skip)
                    .toList();
            return rest.size() <= limit
                    ? new Page(rest, Optional.empty())
                    : new Page(rest.subList(0, limit), Optional.of(Integer.toString(skip + limit)));
        });
    }

    @Override
    public CompletionStage<Long> countFailed(Platform platform) {
        return inState(platform, Action.State.FAILED, Optional.empty(), Integer.MAX_VALUE - 1)
                .thenApply(page -> (long) page.items().size());
    }

    @Override
    public CompletionStage<Long> countDueAfter(Platform platform, Instant time) {
        return answer(() -> of(platform)
                .filter(a -> a.state() == Action.State.PENDING || a.state() == Action.State.TRYING)
                .filter(a -> a.nextTryAt().filter(at -> at.isAfter(time)).isPresent())
                .count());
    }

    @Override
    public CompletionStage<Optional<Action>> find(Platform platform, String actionId) {
        return answer(
                () -> of(platform).filter(a -> a.order().id().equals(actionId)).findFirst());
    }

    @Override
    public CompletionStage<Boolean> settle(
            Platform platform,
            String actionId,
            Settled as,
            Moderator by,
            String reason,
            Optional<Instant> lookAt,
            Instant now) {
        return answer(() -> {
            Action a = actions.get(actionId);
            if (a == null || a.state() != Action.State.FAILED) {
                return false;
            }
            beforeSettled.put(actionId, a);
            put(new Action(
                    a.order(),
                    a.caseId(),
                    a.reasonCode(),
                    Action.State.ANSWERED,
                    a.tries(),
                    a.triesBefore(),
                    a.createdAt(),
                    Optional.empty(),
                    Optional.of(as.status().code()),
                    Optional.of("by_hand"),
                    a.trail()));
            return true;
        });
    }

    @Override
    public CompletionStage<Unsettled> unsettle(
            Platform platform, String actionId, Moderator by, String reason, Instant now) {
        return answer(() -> {
            Action before = beforeSettled.remove(actionId);
            if (before == null) {
                return Unsettled.NOT_SETTLED;
            }
            put(before);
            return Unsettled.PARKED;
        });
    }

    @Override
    public CompletionStage<Boolean> retry(Platform platform, String actionId, Moderator by, Instant now) {
        return answer(() -> {
            Action a = actions.get(actionId);
            if (a == null || a.state() != Action.State.FAILED) {
                return false;
            }
            put(new Action(
                    a.order(),
                    a.caseId(),
                    a.reasonCode(),
                    Action.State.PENDING,
                    a.tries(),
                    a.tries(),
                    a.createdAt(),
                    Optional.of(now),
                    a.lastStatus(),
                    a.lastDetail(),
                    a.trail()));
            return true;
        });
    }

    @Override
    public synchronized CompletionStage<Void> setStanding(
            Platform platform, String caseId, StandingChange change, Instant decidedAt) {
        if (standingsAway) {
            return CompletableFuture.failedFuture(new IllegalStateException("that partition is away"));
        }
        return answer(() -> {
            Map<String, Said> cases =
                    standings.computeIfAbsent(key(platform, change.right(), change.account()), a -> new HashMap<>());
            boolean lifts = !change.suspended() && !cases.containsKey(caseId);
            cases.merge(
                    lifts ? ALL_BEFORE : caseId,
                    new Said(change.suspended(), change.until(), decidedAt),
                    (old, now) -> old.decidedAt().isAfter(now.decidedAt()) ? old : now);
            return null;
        });
    }

    @Override
    public CompletionStage<Standing> standing(Platform platform, Right right, String account, Instant now) {
        return answer(() -> {
            Map<String, Said> cases = standings.getOrDefault(key(platform, right, account), Map.of());
            Instant lifted = Optional.ofNullable(cases.get(ALL_BEFORE))
                    .map(Said::decidedAt)
                    .orElse(Instant.MIN);
            List<Said> inForce = cases.values().stream()
                    .filter(Said::suspended)
                    .filter(said -> !said.decidedAt().isBefore(lifted))
                    .filter(said -> said.until().map(now::isBefore).orElse(true))
                    .toList();
            boolean endless = inForce.stream().anyMatch(said -> said.until().isEmpty());
            return new Standing(
                    !inForce.isEmpty(),
                    endless
                            ? Optional.empty()
                            : inForce.stream()
                                    .flatMap(said -> said.until().stream())
                                    .max(Comparator.naturalOrder()));
        });
    }

    private boolean held(Action action, Instant now, Patience patience) {
        return !patience.waitsFor(action, List.copyOf(actions.values()), now).isEmpty();
    }

    private static boolean due(Action action, Instant now) {
        return action.nextTryAt().map(at -> !at.isAfter(now)).orElse(false);
    }

    private boolean lies(Action action, Partition partition) {
        return partition.platform().equals(platforms.get(action.order().id()))
                && CaseId.partition(partition.platform(), 4096, action.caseId()).equals(Optional.of(partition));
    }

    private Stream<Action> of(Platform platform) {
        return actions.values().stream()
                .filter(a -> platform.id().equals(platforms.get(a.order().id())));
    }

    private Action put(Action action) {
        actions.put(action.order().id(), action);
        return action;
    }

    private synchronized <T> CompletionStage<T> answer(Supplier<T> work) {
        return away
                ? CompletableFuture.failedFuture(new IllegalStateException("the store is away"))
                : CompletableFuture.completedFuture(work.get());
    }
}
