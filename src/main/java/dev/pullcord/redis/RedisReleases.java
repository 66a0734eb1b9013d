package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.CustodyKeys;
import dev.pullcord.evidence.Release;
import dev.pullcord.evidence.Releases;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.StoredJson;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Releases of evidence on Redis, with their case and sealed; and the keys that sign what is released. */
public final class RedisReleases implements Releases, CustodyKeys {
    private enum Change {
        WRITTEN,
        MOVED,
        UNKNOWN
    }

    private static final String VERSION = "version:";
    private static final String ALGORITHM = "Ed25519";

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Seal seal;
    private final Script changeRelease;

    RedisReleases(RedisLink link, Keys keys, AuditedScript audited, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.seal = seal;
        this.changeRelease = new Script(link, "change_release");
    }

    @Override
    public CompletionStage<Written> write(Platform platform, Release next, AuditDraft audit) {
        Optional<Partition> partition = CaseId.partition(platform.id(), platform.partitions(), next.caseId())
                .filter(in -> CaseId.caseOf(next.caseId()).equals(next.caseId()));
        if (partition.isEmpty()) {
            return CompletableFuture.completedFuture(Written.UNKNOWN);
        }
        return audited.run(
                        changeRelease,
                        "written",
                        RedisReviewQueue.desk(partition.get()),
                        audit,
                        List.of(
                                keys.reviewCase(partition.get(), next.caseId()),
                                keys.releases(partition.get(), next.caseId())),
                        List.of(
                                next.id(),
                                Long.toString(next.version() - 1),
                                Long.toString(next.version()),
                                CaseKeys.its(seal.close(StoredJson.write(next), platform.id()))))
                .thenApply(reply -> switch (Script.word(Change.class, reply.word())) {
                    case WRITTEN -> Written.WRITTEN;
                    case MOVED -> Written.MOVED;
                    case UNKNOWN -> Written.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<List<Release>> ofCase(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId)
                .map(partition -> link.commands()
                        .hgetall(keys.releases(partition, caseId))
                        .thenApply(hash -> hash.entrySet().stream()
                                .filter(field -> !field.getKey().startsWith(VERSION))
                                .map(Map.Entry::getValue)
                                .map(text -> StoredJson.read(seal.open(text, platform.id()), Release.class))
                                .sorted(Comparator.comparing((Release release) ->
                                                release.id().length())
                                        .thenComparing(Release::id))
                                .toList()))
                .<CompletionStage<List<Release>>>map(read -> read)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    /** Of several nodes that make one at once, the first one's counts. */
    @Override
    public CompletionStage<KeyPair> of(Platform platform) {
        return link.commands()
                .hget(keys.custody(), platform.id())
                .thenCompose(known -> known != null
                        ? CompletableFuture.completedFuture(known)
                        : link.commands()
                                .hsetnx(keys.custody(), platform.id(), seal.close(made(), platform.id()))
                                .thenCompose(first -> link.commands().hget(keys.custody(), platform.id())))
                .thenApply(stored -> pair(seal.open(stored, platform.id())));
    }

    private static String made() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder encoder = Base64.getEncoder();
            return encoder.encodeToString(pair.getPrivate().getEncoded())
                    + ' '
                    + encoder.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has " + ALGORITHM, e);
        }
    }

    private static KeyPair pair(String stored) {
        try {
            int space = stored.indexOf(' ');
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            Base64.Decoder decoder = Base64.getDecoder();
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(decoder.decode(stored.substring(space + 1)))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(stored.substring(0, space)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key that signs bundles cannot be read", e);
        }
    }
}
