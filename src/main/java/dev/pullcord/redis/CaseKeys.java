package dev.pullcord.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.intake.Partition;
import io.lettuce.core.SetArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which key what belongs to a case is sealed under. A case gets one when the first such thing is written, and its hash says which;
 * with the hash the key is listed to be destroyed, in one step.
 */
final class CaseKeys {
    private enum Give {
        GIVEN,
        UNKNOWN
    }

    /** Begins a text that is to be sealed before it is sent. Nothing that is stored begins so. */
    private static final char MARK = '\u0002';

    private static final int REMEMBERED = 50_000; // cases; two ids each

    private final RedisLink link;
    private final CaseSeal seal;
    private final Keys keys;
    private final Script giveDataKey;
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    CaseKeys(RedisLink link, Keys keys, CaseSeal seal) {
        this.link = link;
        this.seal = seal;
        this.keys = keys;
        this.giveDataKey = new Script(link, "give_data_key");
    }

    /** This text, to be sealed under the key of the case that it is written with. */
    static String its(String text) {
        return MARK + text;
    }

    static boolean isMarked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK;
    }

    /** A marked text sealed, or as it is where there is no key for it; any other as it is. */
    static String close(String text, Optional<CaseSeal.Key> key) {
        if (!isMarked(text)) {
            return text;
        }
        String bare = text.substring(1);
        return key.map(its -> its.close(bare)).orElse(bare);
    }

    /** A case's key; empty when there is no such case, or its key was destroyed. */
    CompletionStage<Optional<CaseSeal.Key>> of(Partition partition, String caseId) {
        if (!seal.on()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String place = partition.platform() + '/' + caseId;
        String id = known.getIfPresent(place);
        if (id != null) {
            return find(id);
        }
        return seal.fresh()
                .thenCompose(fresh -> giveDataKey
                        .run(List.of(keys.reviewCase(partition, caseId)), List.of(fresh.id()))
                        .thenCompose(reply -> switch (Script.word(Give.class, reply.get(0))) {
                            case GIVEN -> {
                                String its = reply.get(1);
                                known.put(place, its);
                                if (its.equals(fresh.id())) {
                                    yield CompletableFuture.completedFuture(Optional.of(fresh));
                                }
                                seal.giveBack(fresh);
                                yield find(its);
                            }
                            case UNKNOWN -> {
                                seal.giveBack(fresh);
                                yield CompletableFuture.completedFuture(Optional.<CaseSeal.Key>empty());
                            }
                        }));
    }

    /** One text lies sealed for good: while it can be read, so can the rest. */
    CompletionStage<Boolean> areHere() {
        return link.commands()
                .get(keys.sealedText())
                .thenCompose(known -> known != null || !seal.on()
                        ? CompletableFuture.completedFuture(known == null || !CaseSeal.isSealed(known))
                        : seal.fresh()
                                .thenCompose(key -> link.commands()
                                        .set(keys.sealedText(), key.close("readable"), SetArgs.Builder.nx()))
                                .thenCompose(set -> areHere()));
    }

    private CompletionStage<Optional<CaseSeal.Key>> find(String id) {
        try {
            return CompletableFuture.completedFuture(seal.find(id));
        } catch (UncheckedIOException away) {
            return CompletableFuture.failedFuture(new IOException(away));
        }
    }

    /** It is gone: nothing is sealed under its key from now on. */
    void forget(Partition partition, String caseId) {
        known.invalidate(partition.platform() + '/' + caseId);
    }

    /** One text under a key of a case, for what is written without an audit entry. */
    CompletionStage<String> close(Partition partition, String caseId, String text) {
        return of(partition, caseId).thenApply(key -> close(its(text), key));
    }
}
