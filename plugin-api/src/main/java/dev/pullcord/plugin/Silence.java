package dev.pullcord.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends nothing. */
enum Silence implements PullcordClient {
    INSTANCE;

    @Override
    public CompletionStage<Kept> send(SafetyEvent event) {
        return CompletableFuture.completedFuture(Kept.CLOSED);
    }

    @Override
    public boolean mayJoin(String account) {
        return true;
    }

    @Override
    public long pending() {
        return 0;
    }

    @Override
    public void close() {}
}
