package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Policies without Redis, for one platform. */
public final class InMemoryPolicies implements Policies {
    private final Map<String, Stored> versions = new TreeMap<>();
    private final Map<String, Proposal> proposals = new TreeMap<>();
    private final Map<String, List<ShadowNote>> noted = new TreeMap<>();
    private Optional<String> active = Optional.empty();
    private Optional<String> previous = Optional.empty();
    private Optional<Instant> activatedAt = Optional.empty();
    private Optional<String> activatedBy = Optional.empty();
    private Optional<String> shadow = Optional.empty();

    @Override
    public synchronized CompletionStage<AddReply> add(Platform platform, Stored stored, Moderator moderator) {
        Stored known = versions.putIfAbsent(stored.version(), stored);
        return done(
                known == null
                        ? AddReply.ADDED
                        : known.digest().equals(stored.digest()) ? AddReply.KNOWN : AddReply.TAKEN);
    }

    @Override
    public synchronized CompletionStage<Void> note(
            Partition partition, String version, String against, ShadowNote note) {
        noted.computeIfAbsent(version + ' ' + against, first -> new ArrayList<>())
                .add(note);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Report> noted(Platform platform, String version, String against) {
        List<ShadowNote> all = noted.getOrDefault(version + ' ' + against, List.of());
        return done(new Report(
                all.stream().map(ShadowNote::at).min(Comparator.naturalOrder()),
                all.stream().collect(Collectors.groupingBy(ShadowNote::difference, Collectors.counting())),
                all.stream()
                        .filter(n -> n.difference() != ShadowNote.Difference.SAME
                                && n.caseId().isPresent())
                        .sorted(Comparator.comparing(ShadowNote::at).reversed())
                        .toList()));
    }

    @Override
    public synchronized CompletionStage<List<Stored>> all(Platform platform) {
        return done(List.copyOf(versions.values()));
    }

    @Override
    public synchronized CompletionStage<Optional<Stored>> find(String platform, String version) {
        return done(Optional.ofNullable(versions.get(version)));
    }

    @Override
    public synchronized CompletionStage<Standing> standing(String platform) {
        return done(
                new Standing(active, previous, activatedAt, activatedBy, new ArrayList<>(proposals.values()), shadow));
    }

    @Override
    public synchronized CompletionStage<ProposeReply> propose(
            Platform platform, String version, Moderator moderator, Instant now, Instant expiresAt) {
        if (!versions.containsKey(version)) {
            return done(ProposeReply.UNKNOWN);
        }
        Proposal known = proposals.get(version);
        if (known != null && known.expiresAt().isAfter(now)) {
            return done(ProposeReply.WAITING);
        }
        proposals.put(version, new Proposal(version, moderator.id(), expiresAt));
        return done(ProposeReply.PROPOSED);
    }

    @Override
    public synchronized CompletionStage<ActivateReply> activate(
            Platform platform, String version, Moderator moderator, Optional<String> against, Instant now) {
        Proposal known = proposals.get(version);
        if (known == null || !known.expiresAt().isAfter(now)) {
            return done(ActivateReply.NOT_PROPOSED);
        }
        if (known.by().equals(moderator.id())) {
            return done(ActivateReply.OWN);
        }
        if (!active.equals(against)) {
            return done(ActivateReply.MOVED);
        }
        previous = active;
        active = Optional.of(version);
        activatedAt = Optional.of(now);
        activatedBy = Optional.of(moderator.id());
        proposals.clear();
        return done(ActivateReply.ACTIVATED);
    }

    @Override
    public synchronized CompletionStage<ShadowReply> shadow(
            Platform platform, Optional<String> version, Moderator moderator, Instant now) {
        if (version.filter(v -> !versions.containsKey(v)).isPresent()) {
            return done(ShadowReply.UNKNOWN);
        }
        shadow = version;
        return done(ShadowReply.SET);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
