package dev.pullcord.redis;

import dev.pullcord.evidence.Archive;
import dev.pullcord.intake.Partition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** An archive whose process ends at a step: before anything of it is done, or when it is done and nobody has heard of it. */
final class BreakingArchive implements Archive {
    enum Step {
        READ,
        BEFORE_KEEP,
        AFTER_KEEP,
        BEFORE_REMOVE,
        AFTER_REMOVE
    }

    private final Archive archive;
    private final Step step;

    BreakingArchive(Archive archive, Step step) {
        this.archive = archive;
        this.step = step;
    }

    private <T> CompletionStage<T> unless(Step before, Supplier<CompletionStage<T>> work) {
        return step == before ? cutOff() : work.get();
    }

    private static <T> CompletionStage<T> cutOff() {
        return CompletableFuture.failedFuture(new IllegalStateException("cut off"));
    }

    @Override
    public CompletionStage<Void> keep(List<Kept> cases) {
        return unless(Step.BEFORE_KEEP, () -> archive.keep(cases))
                .thenCompose(kept -> unless(Step.AFTER_KEEP, () -> CompletableFuture.completedFuture(null)));
    }

    @Override
    public CompletionStage<Boolean> has(String platform, String caseId) {
        return unless(Step.READ, () -> archive.has(platform, caseId));
    }

    @Override
    public CompletionStage<Optional<Kept>> find(String platform, String caseId) {
        return unless(Step.READ, () -> archive.find(platform, caseId));
    }

    @Override
    public CompletionStage<List<Place>> newest(
            String platform, Optional<String> account, Instant openedBefore, String idBefore, int max) {
        return unless(Step.READ, () -> archive.newest(platform, account, openedBefore, idBefore, max));
    }

    @Override
    public CompletionStage<List<Kept>> each(Partition partition, String afterId, int max) {
        return unless(Step.READ, () -> archive.each(partition, afterId, max));
    }

    @Override
    public CompletionStage<List<String>> ended(Partition partition, boolean violation, Instant before, int max) {
        return archive.ended(partition, violation, before, max);
    }

    @Override
    public CompletionStage<Void> remove(String platform, Collection<String> caseIds) {
        return unless(Step.BEFORE_REMOVE, () -> archive.remove(platform, caseIds))
                .thenCompose(gone -> unless(Step.AFTER_REMOVE, () -> CompletableFuture.completedFuture(null)));
    }

    @Override
    public CompletionStage<byte[]> remembered(String name, byte[] first) {
        return archive.remembered(name, first);
    }

    @Override
    public long cases() {
        return archive.cases();
    }

    @Override
    public long bytes() {
        return archive.bytes();
    }

    @Override
    public void close() {
        // whose it is closes it
    }
}
