package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Remembers who searched and listed what. It is written while what he asked for is read, and answered is only when both
 * are done: nobody sees what is not on record, a crash loses no look, and nobody waits longer than for the slower of the
 * two. The same look again within a minute, as a console that is open makes it, is one entry. Safe on any thread.
 */
final class Looks {
    /** Where a request keeps what must be written before it is answered. */
    static final String WRITTEN = "look";

    private static final Duration SAME = Duration.ofMinutes(1);
    private static final int KNOWN = 4096; // looks of the last minute; what no longer fits is written again
    private static final Set<String> PAGING = Set.of("cursor", "limit");

    private final AuditLog audit;
    private final Clock clock;
    private final Map<Look, Seen> seen = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Seen> eldest) {
            return size() > KNOWN;
        }
    };

    Looks(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    private record Look(String platform, String actor, String role, String verb, SortedMap<String, String> detail) {}

    private record Seen(Instant at, CompletionStage<AuditEntry> written) {
        boolean failed() {
            return written.toCompletableFuture().isCompletedExceptionally();
        }
    }

    /** Begins to write it. */
    void begin(RoutingContext ctx, Caller.OfModerator caller, String verb) {
        Look look = new Look(
                caller.platform().id(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                verb,
                detail(ctx));
        Instant now = clock.instant();
        synchronized (seen) {
            Seen last = seen.get(look);
            boolean again =
                    last != null && !last.failed() && last.at().plus(SAME).isAfter(now);
            if (!again) {
                seen.remove(look); // so that it becomes the youngest
                last = new Seen(now, audit.append(chain(look), draft(look, now)));
                seen.put(look, last);
            }
            ctx.put(WRITTEN, Answer.of(ctx, last.written()));
        }
    }

    private static ChainId chain(Look look) {
        return new ChainId(look.platform(), 0, ChainId.Hand.LOOK);
    }

    private static AuditDraft draft(Look look, Instant at) {
        return new AuditDraft(at, look.actor(), look.role(), look.verb(), Optional.empty(), look.detail());
    }

    /** What was asked for: the query, the path's parameters and which cases, all of a shape by now. */
    private static SortedMap<String, String> detail(RoutingContext ctx) {
        TreeMap<String, String> detail = new TreeMap<>();
        MultiMap query = ctx.request().params();
        query.names().stream()
                .filter(name -> !PAGING.contains(name))
                .forEach(name -> detail.put(name, query.get(name)));
        detail.putAll(ctx.pathParams());
        if (ctx.get("body") instanceof JsonNode body && body.path("cases").isArray()) {
            detail.put(
                    "cases",
                    StreamSupport.stream(body.path("cases").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(" ")));
        }
        return detail;
    }
}
