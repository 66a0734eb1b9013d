package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The audit chains on Redis streams, one a partition and hand. */
public final class RedisAuditLog implements AuditLog {
    private enum Remember {
        REMEMBERED
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script remember;

    RedisAuditLog(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.remember = new Script(link, "remember");
    }

    @Override
    public CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft) {
        return audited.run(remember, "remembered", chain, draft, List.of(), List.of())
                .thenApply(reply -> {
                    Script.word(Remember.class, reply.word());
                    return reply.entry();
                });
    }

    @Override
    public CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max) {
        return link.commands()
                .xrange(
                        keys.audit(chain),
                        Range.from(Range.Boundary.including(fromSeq + "-0"), Range.Boundary.unbounded()),
                        Limit.from(max))
                .thenApply(found -> found.stream().map(m -> entry(chain, m)).toList());
    }

    /** The newest entries of a case's timeline, oldest first. */
    CompletionStage<List<AuditEntry>> timeline(Partition partition, String caseId, int max) {
        return link.commands()
                .lrange(keys.timeline(partition, caseId), -max, -1)
                .thenCompose(places -> {
                    List<CompletableFuture<List<AuditEntry>>> reads = new ArrayList<>(places.size());
                    for (String place : places) {
                        int space = place.indexOf(' ');
                        ChainId.Hand hand =
                                ChainId.Hand.valueOf(place.substring(0, space).toUpperCase(Locale.ROOT));
                        ChainId chain = new ChainId(partition.platform(), partition.number(), hand);
                        reads.add(read(chain, Long.parseLong(place.substring(space + 1)), 1)
                                .toCompletableFuture());
                    }
                    return RedisReviewQueue.all(reads);
                })
                .thenApply(found -> found.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(e -> e.draft().at()))
                        .toList());
    }

    private static AuditEntry entry(ChainId chain, StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody();
        String id = message.getId();
        AuditDraft draft = new AuditDraft(
                Instant.ofEpochMilli(Long.parseLong(body.get("at_ms"))),
                body.get("actor"),
                body.get("role"),
                body.get("verb"),
                Optional.of(body.get("case_id")).filter(c -> !c.isEmpty()),
                StoredJson.readDetail(body.get("detail")));
        return new AuditEntry(
                chain,
                Long.parseLong(id.substring(0, id.indexOf('-'))),
                draft,
                body.get("detail_digest"),
                body.get("previous_hash"),
                body.get("hash"));
    }
}
