package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseDoor;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What happens to one platform's cases, read once on this node however many listen, and only while somebody does. Every
 * change of a case has its audit entry, written in the same step, by whatever node: the chains are the feed.
 */
final class LiveFeed {
    /** How often the chains are looked at. */
    static final long BEAT_MS = 150;

    private static final int AT_ONCE = 200; // entries of a chain at a beat; what is more comes with the next
    private static final int MISSED_AT_MOST = 2_000; // who missed more is told to look anew
    private static final int QUEUES_EVERY = 7; // beats: a second
    private static final int QUEUES_ANYWAY = 100; // beats: time alone changes what is overdue
    /** A look changes nothing, and one who is told of a look would look again. */
    private static final Set<String> LOOKS = Set.of(
            "case_viewed",
            CaseDoor.SAID,
            "reports_viewed",
            "links_viewed",
            "evidence_viewed",
            "words_viewed",
            "recipients_viewed");

    private final Vertx vertx;
    private final AuditLog audit;
    private final List<ChainId> chains;
    private final Supplier<CompletionStage<ObjectNode>> standings;
    private final Clock clock;
    private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();

    private Future<LivePlace> place;
    private long timer = -1;
    private boolean reading;
    private boolean reached = true;
    private int beats;
    private boolean moved = true;
    private String queues = "";

    /** @param standings how the queues stand now, as {@code GET /v1/queues} says it */
    LiveFeed(
            Vertx vertx,
            AuditLog audit,
            Platform platform,
            Supplier<CompletionStage<ObjectNode>> standings,
            Clock clock) {
        this.clock = clock;
        this.vertx = vertx;
        this.audit = audit;
        this.chains = LivePlace.chains(platform.id(), platform.partitions());
        this.standings = standings;
    }

    /** Has somebody listen from now on, or from where he was. Fails when the store cannot be asked. */
    synchronized Future<Void> join(LiveListener listener, String lastEventId) {
        if (timer < 0) {
            timer = vertx.setPeriodic(BEAT_MS, tick -> beat());
            moved = true;
            queues = "";
            place = now();
            place.onFailure(away -> rest());
        }
        return place.compose(now -> {
            LivePlace from = lastEventId == null
                    ? now
                    : LivePlace.of(lastEventId, chains).orElse(null);
            if (from == null || !from.notAhead(now) || from.behind(now) > MISSED_AT_MOST) {
                listener.send("reset", now.id(), time());
                return catchUp(listener, now);
            }
            listener.send("hello", from.id(), time());
            return catchUp(listener, from);
        });
    }

    /** By which a console knows how far its own clock is off. */
    private String time() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("now", CaseView.time(clock.instant()))
                .toString();
    }

    /** Tells what was missed, page by page, until he is where all are: from then on he hears with them. */
    private Future<Void> catchUp(LiveListener listener, LivePlace from) {
        return Future.fromCompletionStage(audit.readAfter(from.after(), AT_ONCE))
                .compose(missed -> {
                    LivePlace heard = from.past(missed);
                    if (!missed.isEmpty()) {
                        tell(listener, missed, heard);
                    }
                    return joined(listener, heard) ? Future.succeededFuture() : catchUp(listener, heard);
                });
    }

    private synchronized boolean joined(LiveListener listener, LivePlace heard) {
        if (!place.succeeded() || !place.result().notAhead(heard)) {
            return false;
        }
        if (!queues.isEmpty()) {
            listener.send("queues", null, queues);
        }
        listeners.add(listener);
        return true;
    }

    /** He listens no more. */
    synchronized void leave(LiveListener listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            rest();
        }
    }

    private synchronized void rest() {
        vertx.cancelTimer(timer);
        timer = -1;
    }

    /** Where the chains end now. */
    private Future<LivePlace> now() {
        List<Future<Long>> ends = chains.stream()
                .map(chain -> Future.fromCompletionStage(audit.written(chain)))
                .toList();
        return Future.all(ends).map(all -> {
            Map<ChainId, Long> after = new LinkedHashMap<>();
            for (int i = 0; i < chains.size(); i++) {
                after.put(chains.get(i), ends.get(i).result());
            }
            return new LivePlace(after);
        });
    }

    private synchronized void beat() {
        beats++;
        if (reading || !place.succeeded()) {
            return;
        }
        reading = true;
        LivePlace from = place.result();
        Future.fromCompletionStage(audit.readAfter(from.after(), AT_ONCE)).onComplete(read -> {
            reach(read.succeeded());
            if (read.succeeded()) {
                heard(from, read.result());
            }
            queues().onComplete(done -> done());
        });
    }

    private synchronized void done() {
        reading = false;
    }

    /** Says once that nothing can be heard now, and once that it can again. */
    private synchronized void reach(boolean now) {
        if (now != reached) {
            reached = now;
            listeners.forEach(listener -> listener.send(now ? "back" : "away", null, "{}"));
        }
    }

    private synchronized void heard(LivePlace from, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        LivePlace now = from.past(entries);
        place = Future.succeededFuture(now);
        moved = true;
        listeners.forEach(listener -> tell(listener, entries, now));
    }

    private static void tell(LiveListener listener, Collection<AuditEntry> entries, LivePlace now) {
        ArrayNode cases = cases(entries);
        if (!cases.isEmpty()) {
            listener.send(
                    "cases",
                    now.id(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .<ObjectNode>set("cases", cases)
                            .toString());
        }
    }

    /** Each case once, with what happened to it: a storm of reports on one is one line. */
    private static ArrayNode cases(Collection<AuditEntry> entries) {
        Map<String, List<AuditEntry>> byCase = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> !LOOKS.contains(entry.draft().verb()))
                .forEach(entry -> entry.draft()
                        .caseId()
                        .ifPresent(id -> byCase.computeIfAbsent(id, first -> new ArrayList<>())
                                .add(entry)));
        ArrayNode cases = JsonNodeFactory.instance.arrayNode();
        byCase.forEach((id, changes) -> {
            AuditEntry last = changes.get(changes.size() - 1);
            ObjectNode node = cases.addObject()
                    .put("id", id)
                    .put("at", CaseView.time(last.draft().at()));
            ArrayNode actors = node.putArray("actors");
            changes.stream().map(change -> change.draft().actor()).distinct().forEach(actors::add);
            ArrayNode verbs = node.putArray("verbs");
            changes.stream().map(change -> change.draft().verb()).distinct().forEach(verbs::add);
        });
        return cases;
    }

    /** How the queues stand, at most once a second, where something moved or time may have made something overdue. */
    private Future<Void> queues() {
        boolean due;
        synchronized (this) {
            due = beats >= (moved ? QUEUES_EVERY : QUEUES_ANYWAY);
            if (due) {
                beats = 0;
                moved = false;
            }
        }
        return due
                ? Future.fromCompletionStage(standings.get())
                        .onSuccess(now -> stand(now.toString()))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private synchronized void stand(String now) {
        queues = now;
        listeners.forEach(listener -> listener.send("queues", null, now));
    }

    /** Ends all streams: their consoles come back to another node, or to this one when it is back. */
    synchronized void close() {
        List.copyOf(listeners).forEach(LiveListener::end);
        listeners.clear();
        rest();
    }
}
