package dev.pullcord.intake;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is signed with between a platform and the service, made and ended in somebody's name; written down before it is done, so an
 * entry may be of what somebody else was faster than. A secret stands in no entry. Thread-safe.
 *
 * <p>A callback's secret gives way in two steps, so that nothing the platform is told is without a signature it knows:
 *
 * <pre>
 *   signs with      make the next             end the old
 *   one             the next and it           (as it is)
 *   the next, old   refused: end the old      the next
 * </pre>
 */
public final class PlatformSecrets {
    private final Platforms platforms;
    private final AuditLog audit;
    private final Clock clock;

    public PlatformSecrets(Platforms platforms, AuditLog audit, Clock clock) {
        this.platforms = platforms;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose doing it is. */
    public record Hand(Platform platform, String by, String role) {}

    /** What came of it. */
    public enum Reply {
        DONE,
        /** its actions go nowhere, so nothing signs them */
        NO_CALLBACK,
        /** one gives way already, and the platform may know no other */
        TWO_SIGN,
        /** somebody else changed the platform meanwhile */
        MOVED,
        UNKNOWN,
        /** without it nothing could be told any more: no other is there, and no key is good */
        LAST
    }

    /** Signs the platform's actions with this one too, before the one there is. */
    public CompletionStage<Reply> next(Hand hand, String secret) {
        return change(
                hand,
                now -> now.size() > 1 ? Optional.empty() : Optional.of(joined(secret, now)),
                Reply.TWO_SIGN,
                "callback_secret_added",
                Map.of("digest", id(secret)));
    }

    /** Signs with the newest only. Where only one signs it stays so. */
    public CompletionStage<Reply> endOld(Hand hand, String reason) {
        return change(
                hand,
                now -> now.size() > 1 ? Optional.of(now.get(0)) : Optional.empty(),
                Reply.DONE,
                "callback_secret_ended",
                Map.of("reason", reason));
    }

    private static String joined(String newest, List<String> before) {
        return before.isEmpty() ? newest : newest + ' ' + before.get(0);
    }

    private interface Step {
        /** What signs next; nothing where that is as it should be, or cannot be. */
        Optional<String> of(List<String> now);
    }

    private CompletionStage<Reply> change(
            Hand hand, Step step, Reply otherwise, String verb, Map<String, String> detail) {
        // Read anew: what a request was let in by may be seconds old.
        return platforms.find(hand.platform().id()).thenCompose(found -> {
            Optional<Platform> known = found.filter(p -> p.callbackUrl().isPresent());
            if (known.isEmpty()) {
                return CompletableFuture.completedFuture(Reply.NO_CALLBACK);
            }
            Optional<String> before = known.get().callbackSecret();
            Optional<String> next =
                    step.of(before.map(all -> List.of(all.split(" ", -1))).orElse(List.of()));
            if (next.isEmpty()) {
                return CompletableFuture.completedFuture(otherwise);
            }
            return write(hand, verb, detail)
                    .thenCompose(
                            written -> platforms.swapCallbackSecret(known.get().id(), before, next.get()))
                    .thenApply(swapped -> swapped ? Reply.DONE : Reply.MOVED);
        });
    }

    /** The platform may sign its events with this one, too. */
    public CompletionStage<String> add(Hand hand, String secret) {
        return write(hand, "signing_secret_added", Map.of("digest", id(secret)))
                .thenCompose(
                        written -> platforms.addSigningSecret(hand.platform().id(), secret))
                .thenApply(kept -> id(secret));
    }

    /**
     * Its events are not taken for this one's sake any more.
     *
     * @param id the beginning of its digest
     */
    public CompletionStage<Reply> end(Hand hand, String id, String reason) {
        String platform = hand.platform().id();
        return platforms
                .signingSecrets(platform)
                .thenCombine(platforms.keys(), (all, keys) -> {
                    List<String> secrets = all.stream()
                            .filter(each -> each.startsWith(Platforms.SECRET))
                            .toList();
                    Optional<String> meant =
                            secrets.stream().filter(each -> id(each).equals(id)).findFirst();
                    if (meant.isEmpty()) {
                        return CompletableFuture.completedFuture(Reply.UNKNOWN);
                    }
                    boolean other = secrets.size() > 1
                            || keys.stream()
                                    .anyMatch(key -> key.platform().equals(platform)
                                            && key.revokedAt().isEmpty()
                                            && key.scopes().contains(Platforms.Scope.EVENTS_WRITE));
                    if (!other) {
                        return CompletableFuture.completedFuture(Reply.LAST);
                    }
                    return write(hand, "signing_secret_revoked", Map.of("digest", id, "reason", reason))
                            .thenCompose(written -> platforms.removeSigningSecret(platform, meant.get()))
                            .thenApply(removed -> Reply.DONE);
                })
                .thenCompose(reply -> reply);
    }

    /** What it is known by among people: opens nothing, for what is digested cannot be guessed. */
    public static String id(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, PlatformKeys.SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private CompletionStage<?> write(Hand hand, String verb, Map<String, String> detail) {
        return audit.append(
                new ChainId(hand.platform().id(), 0, ChainId.Hand.ADMIN),
                new AuditDraft(clock.instant(), hand.by(), hand.role(), verb, Optional.empty(), new TreeMap<>(detail)));
    }
}
