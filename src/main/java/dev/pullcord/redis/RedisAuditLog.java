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
import io.lettuce.core.XReadArgs;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The audit chains on Redis streams, one a partition and hand. */
public final class RedisAuditLog implements AuditLog {
    private enum Remember {
        REMEMBERED
    }

    private enum Once {
        REMEMBERED,
        KNOWN
    }

    private static final Duration SAID_KEPT = Duration.ofDays(1);

    private static final Pattern DECISION = Pattern.compile("(.+)\\.d([1-9][0-9]{0,5})");

    private static final StringCodec BYTES = new StringCodec(StandardCharsets.ISO_8859_1); // a char is a byte

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script remember;
    private final Script rememberOnce;

    /** Reads what is sealed by the link's own keys. */
    RedisAuditLog(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.remember = new Script(link, "remember");
        this.rememberOnce = new Script(link, "remember_once");
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
    public CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft) {
        Partition partition = new Partition(chain.platform(), chain.partition());
        return audited.run(
                        rememberOnce,
                        "remembered",
                        chain,
                        draft,
                        List.of(keys.said(partition, id)),
                        List.of(Long.toString(SAID_KEPT.toMillis())))
                .thenApply(reply -> Script.word(Once.class, reply.word()) == Once.REMEMBERED);
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

    /** By its bytes: what decodes alike, or stands twice in an entry, is not the same. */
    @Override
    public CompletionStage<List<Stored>> stored(ChainId chain, long afterSeq, int max) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                .addKey(keys.audit(chain))
                .add("(" + afterSeq + "-0")
                .add("+")
                .add("COUNT")
                .add(max);
        return link.commands()
                .dispatch(CommandType.XRANGE, new NestedMultiOutput<>(BYTES), args)
                .thenApply(found -> found.stream()
                        .map(entry -> stored(chain, (List<?>) entry))
                        .toList());
    }

    private Stored stored(ChainId chain, List<?> raw) {
        String id = raw.get(0).toString();
        List<String> fields =
                ((List<?>) raw.get(1)).stream().map(Object::toString).toList();
        Map<String, String> body = new HashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            body.putIfAbsent(text(fields.get(i)), text(fields.get(i + 1)));
        }
        String detail = body.getOrDefault("detail", "");
        body.computeIfPresent("detail", (field, kept) -> link.opened(kept));
        AuditEntry entry = entry(chain, id, body);
        // What is sealed shows by itself whether it was changed, as long as its key is there.
        String kept = CaseSeal.isSealed(detail)
                ? detail
                : StoredJson.write(entry.draft().detail());
        return new Stored(entry, id.equals(entry.seq() + "-0") && fields.equals(written(entry, kept)));
    }

    /** The fields as {@code include/audit.lua} writes them, in its order. */
    private static List<String> written(AuditEntry entry, String detail) {
        AuditDraft draft = entry.draft();
        return Stream.of(
                        "previous_hash", entry.previousHash(),
                        "hash", entry.hash(),
                        "at_ms", Long.toString(draft.at().toEpochMilli()),
                        "actor", draft.actor(),
                        "role", draft.role(),
                        "verb", draft.verb(),
                        "case_id", draft.caseId().orElse(""),
                        "detail", detail,
                        "detail_digest", entry.detailDigest())
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<Optional<List<String>>> timeline(ChainId chain, String caseId, long from, int max) {
        Partition partition = new Partition(chain.platform(), chain.partition());
        return link.cold() // to be verified brings no case back: all of them are
                .map(cold -> cold.list(partition, caseId, ColdKeys.TIMELINE, from, from + max - 1))
                .orElseGet(() -> link.commands().lrange(keys.timeline(partition, caseId), from, from + max - 1))
                .thenApply(Optional::of);
    }

    /** One command for each partition: its chains lie in one slot. */
    @Override
    public CompletionStage<List<AuditEntry>> readAfter(Map<ChainId, Long> after, int max) {
        Map<Partition, List<ChainId>> bySlot = new LinkedHashMap<>();
        after.keySet()
                .forEach(chain -> bySlot.computeIfAbsent(
                                new Partition(chain.platform(), chain.partition()), p -> new ArrayList<>())
                        .add(chain));
        List<CompletableFuture<List<AuditEntry>>> reads = bySlot.values().stream()
                .map(chains -> readAfter(chains, after, max).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(found -> found.stream().flatMap(List::stream).toList());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Lettuce takes the offsets as an array of a generic type
    private CompletionStage<List<AuditEntry>> readAfter(List<ChainId> chains, Map<ChainId, Long> after, int max) {
        Map<String, ChainId> byKey = new HashMap<>();
        XReadArgs.StreamOffset[] offsets = new XReadArgs.StreamOffset[chains.size()];
        for (int i = 0; i < offsets.length; i++) {
            String key = keys.audit(chains.get(i));
            byKey.put(key, chains.get(i));
            offsets[i] = XReadArgs.StreamOffset.from(key, after.get(chains.get(i)) + "-0");
        }
        return link.commands()
                .xread(XReadArgs.Builder.count(max), (XReadArgs.StreamOffset<String>[]) offsets)
                .thenApply(found -> found.stream()
                        .map(message -> entry(byKey.get(message.getStream()), message))
                        .toList());
    }

    /** How many writes of this process wait for their turn at a chain. */
    public long waiting() {
        return audited.waiting();
    }

    @Override
    public CompletionStage<Long> written(ChainId chain) {
        return written(link, keys, chain);
    }

    static CompletionStage<Long> written(RedisLink link, Keys keys, ChainId chain) {
        return link.commands()
                .xinfoStream(keys.audit(chain))
                .thenApply(facts -> {
                    String last =
                            facts.get(facts.indexOf("last-generated-id") + 1).toString();
                    return Long.parseLong(last.substring(0, last.indexOf('-')));
                })
                .exceptionallyCompose(
                        failure -> String.valueOf(failure.getMessage()).contains("no such key")
                                ? CompletableFuture.completedFuture(0L)
                                : CompletableFuture.failedFuture(failure));
    }

    /** The decision that an entry speaks of, as it is stored. */
    @Override
    public CompletionStage<Optional<String>> document(AuditEntry entry) {
        String id = entry.draft().detail().getOrDefault("decision", "");
        Matcher decision = DECISION.matcher(id);
        if (!decision.matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Partition partition =
                new Partition(entry.chain().platform(), entry.chain().partition());
        long place = Long.parseLong(decision.group(2)) - 1;
        String caseId = decision.group(1);
        return link.cold()
                .map(cold -> cold.list(partition, caseId, ColdKeys.DECISIONS, place, place)
                        .thenApply(found -> found.stream().findFirst()))
                .orElseGet(() -> link.commands()
                        .lindex(keys.decisions(partition, caseId), place)
                        .thenApply(Optional::ofNullable));
    }

    /** The newest entries of a case's timeline, in the order in which they were written: clocks of nodes may differ. */
    CompletionStage<List<AuditEntry>> timeline(Partition partition, String caseId, int max) {
        if (max < 1) {
            return CompletableFuture.completedFuture(List.of()); // to LRANGE, -0 is the first
        }
        return link.commands()
                .lrange(keys.timeline(partition, caseId), -max, -1)
                .thenCompose(places -> {
                    List<CompletableFuture<List<AuditEntry>>> reads = new ArrayList<>(places.size());
                    for (String place : places) {
                        int space = place.indexOf(' ');
                        ChainId.Hand hand =
                                ChainId.Hand.valueOf(place.substring(0, space).toUpperCase(Locale.ROOT));
                        ChainId chain = new ChainId(partition.platform(), partition.number(), hand);
                        long seq = Long.parseLong(place.substring(space + 1));
                        reads.add(read(chain, seq, 1)
                                .thenApply(read -> read.stream()
                                        .filter(e -> e.seq() == seq) // one that is gone has no stand-in
                                        .toList())
                                .toCompletableFuture());
                    }
                    return RedisReviewQueue.all(reads);
                })
                .thenApply(found -> found.stream().flatMap(List::stream).toList());
    }

    /** What cannot even be read is still an entry, and one that nothing verifies: the walk goes on to say where it stands. */
    private static AuditEntry entry(ChainId chain, StreamMessage<String, String> message) {
        return entry(chain, message.getId(), message.getBody());
    }

    private static AuditEntry entry(ChainId chain, String id, Map<String, String> body) {
        AuditDraft draft;
        try {
            draft = draft(body);
        } catch (RuntimeException damaged) {
            draft = new AuditDraft(Instant.EPOCH, "unreadable", "", "unreadable", Optional.empty(), new TreeMap<>());
        }
        return new AuditEntry(
                chain,
                Long.parseLong(id.substring(0, id.indexOf('-'))),
                draft,
                body.getOrDefault("detail_digest", ""),
                body.getOrDefault("previous_hash", ""),
                body.getOrDefault("hash", ""));
    }

    private static AuditDraft draft(Map<String, String> body) {
        return new AuditDraft(
                Instant.ofEpochMilli(Long.parseLong(body.get("at_ms"))),
                body.get("actor"),
                body.get("role"),
                body.get("verb"),
                Optional.of(body.get("case_id")).filter(c -> !c.isEmpty()),
                detail(body.get("detail")));
    }

    /** What is still sealed went with its case. */
    private static SortedMap<String, String> detail(String kept) {
        if (CaseSeal.isSealed(kept)) {
            return AuditDraft.FORGOTTEN;
        }
        SortedMap<String, String> detail = StoredJson.readDetail(kept);
        if (detail.equals(AuditDraft.FORGOTTEN)) {
            throw new IllegalStateException("an entry only says that it is forgotten");
        }
        return detail;
    }
}
