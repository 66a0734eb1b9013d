package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.AuditSearch;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.AuditLines;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of who did what: searched, and written out so that somebody else can verify it. */
final class AuditRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 500;
    private static final String CURSOR = "-?[0-9]{1,15}\\.[a-z]{1,10}\\.[0-9]{1,4}\\.[0-9]{1,15}";

    private final AuditLog audit;
    private final AuditSearch search;
    private final Clock clock;

    AuditRoutes(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.search = new AuditSearch(audit);
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listAudit", Answer.by(this::list), "exportAudit", this::export);
    }

    private Future<Answer> list(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        AuditSearch.Filter filter = new AuditSearch.Filter(
                CaseRoutes.query(ctx, "actor"),
                CaseRoutes.query(ctx, "case"),
                CaseRoutes.query(ctx, "verb"),
                time(ctx, "from"),
                time(ctx, "to"));
        Optional<AuditSearch.Place> before = CaseRoutes.cursor(ctx, CURSOR).map(cursor -> place(platform, cursor));
        return Answer.of(ctx, search.find(chains(platform, filter.caseId()), filter, before, CaseRoutes.limit(ctx)))
                .map(found -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    found.items().forEach(entry -> items.add(item(entry)));
                    return Answer.of(
                            200,
                            node.put(
                                    "next",
                                    found.next().map(AuditRoutes::cursor).orElse(null)));
                });
    }

    private static ObjectNode item(AuditEntry entry) {
        ObjectNode node = CaseView.entry(entry);
        entry.draft().caseId().ifPresent(id -> node.put("case", id));
        return node;
    }

    private static Optional<Instant> time(RoutingContext ctx, String name) {
        return CaseRoutes.query(ctx, name)
                .map(text -> OffsetDateTime.parse(text).toInstant());
    }

    private static String cursor(AuditSearch.Place place) {
        ChainId chain = place.chain();
        return place.at().toEpochMilli() + "." + chain.hand().word() + "." + chain.partition() + "." + place.seq();
    }

    private static AuditSearch.Place place(Platform platform, String cursor) {
        String[] part = cursor.split("\\.", -1);
        ChainId.Hand hand = ChainId.Hand.ofWord(part[1])
                .orElseThrow(() -> Problem.of(
                                400, "invalid-request", "The call breaks its schema", "This is no cursor of this list.")
                        .about("cursor")
                        .toException());
        return new AuditSearch.Place(
                Instant.ofEpochMilli(Long.parseLong(part[0])),
                new ChainId(platform.id(), Integer.parseInt(part[2]), hand),
                Long.parseLong(part[3]));
    }

    /** The chains that can speak of this case, or all. */
    private static List<ChainId> chains(Platform platform, Optional<String> caseId) {
        List<ChainId> all = Verification.chains(platform.id(), platform.partitions());
        if (caseId.isEmpty()) {
            return all;
        }
        Optional<Integer> number = CaseId.partition(platform.id(), platform.partitions(), caseId.get())
                .map(Partition::number);
        return all.stream()
                .filter(chain -> !chain.hand().everywhere()
                        || number.filter(n -> n == chain.partition()).isPresent())
                .collect(Collectors.toList());
    }

    /** Whole chains, for a slice out of the middle proves nothing; each to where it ended when its turn came. */
    private void export(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        Optional<String> caseId = CaseRoutes.query(ctx, "case");
        Future<?> written = ctx.get(Looks.WRITTEN);
        written.onFailure(ctx::fail).onSuccess(entry -> {
            HttpServerResponse response = ctx.response();
            response.setChunked(true)
                    .putHeader("content-type", "application/x-ndjson")
                    .putHeader("content-disposition", "attachment; filename=\"audit-" + platform.id() + ".ndjson\"");
            if (ctx.request().method().name().equals("HEAD")) {
                response.end();
                return;
            }
            new Export(ctx, new ArrayDeque<>(chains(platform, caseId)), platform, caseId)
                    .run()
                    .onFailure(failure -> {
                        // What was sent lacks its last line, which tells the reader; so does the broken connection.
                        LOG.warn("an audit export broke off: {}", failure.toString());
                        response.reset();
                    });
        });
    }

    private final class Export {
        private final RoutingContext ctx;
        private final Deque<ChainId> left;
        private final Platform platform;
        private final Optional<String> caseId;
        private final List<Verification.Head> heads = new ArrayList<>();

        Export(RoutingContext ctx, Deque<ChainId> left, Platform platform, Optional<String> caseId) {
            this.ctx = ctx;
            this.left = left;
            this.platform = platform;
            this.caseId = caseId;
        }

        Future<Void> run() {
            if (left.isEmpty()) {
                AuditLines.End end =
                        new AuditLines.End(clock.instant(), Optional.of(platform.id()), caseId, List.copyOf(heads));
                return ctx.response().end(AuditLines.line(end) + "\n");
            }
            ChainId chain = left.remove();
            return Answer.of(ctx, audit.written(chain))
                    .compose(last -> pages(chain, 1, last))
                    .compose(done -> run());
        }

        /** The next page is read when the last one is on its way: a slow reader costs no memory. */
        private Future<Void> pages(ChainId chain, long from, long last) {
            if (from > last) {
                return Future.succeededFuture();
            }
            return Answer.of(ctx, audit.read(chain, from, (int) Math.min(PAGE, last - from + 1)))
                    .compose(page -> {
                        if (page.isEmpty()) {
                            return Future.succeededFuture();
                        }
                        AuditEntry newest = page.get(page.size() - 1);
                        StringBuilder lines = new StringBuilder();
                        page.forEach(
                                entry -> lines.append(AuditLines.line(entry)).append('\n'));
                        heads.removeIf(head -> head.chain().equals(chain));
                        heads.add(new Verification.Head(chain, newest.seq(), newest.hash()));
                        return ctx.response()
                                .write(lines.toString())
                                .compose(sent -> pages(chain, newest.seq() + 1, last));
                    });
        }
    }
}
