package dev.pullcord.redis;

import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.plugin.DataKeyStore.Rewrappable.Change;
import dev.pullcord.plugin.DataKeyStore.Rewrappable.Page;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings every data key under the newest master, a page at a step, and drops the masters before once a whole walk found nothing under
 * them. Remembers nothing that matters: what each key is wrapped under says by itself whether it is done, so whoever is killed or beside
 * another begins anew and loses the reading of what was done. Called by one thread at a time.
 */
public final class Rewrapping {
    private final MasterKeys masters;
    private final DataKeyStore.Rewrappable store;
    private final Clock clock;
    private Optional<MasterKeys.Turn> walked = Optional.empty();
    private Optional<String> after = Optional.empty();
    private long found;
    private long lost;

    /**
     * What is known at the end of a step.
     *
     * @param more whether there is more to be done at once
     * @param rewrapped how many keys this step met under older masters
     * @param lost of the walk so far: what no master that is here unwraps, and so is wrapped under none of them
     */
    public record Step(boolean more, long rewrapped, long lost) {
        private static final Step NONE = new Step(false, 0, 0);
    }

    public Rewrapping(MasterKeys masters, DataKeyStore.Rewrappable store, Clock clock) {
        this.masters = masters;
        this.store = store;
        this.clock = clock;
    }

    public MasterKeys masters() {
        return masters;
    }

    /**
     * Goes on by a page.
     *
     * @param max how many keys are looked at
     */
    public Step step(int max) throws IOException {
        Optional<MasterKeys.Turn> turn = masters.turn().filter(its -> !its.ended());
        if (turn.isEmpty()) {
            return Step.NONE;
        }
        if (walked.filter(its -> its.begunAt().equals(turn.get().begunAt())).isEmpty()) {
            walk(turn);
        }
        Page page = store.page(after, max);
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : page.wrapped().entrySet()) {
            if (!masters.isNewest(entry.getValue())) {
                change(entry).ifPresentOrElse(changes::add, () -> lost++);
            }
        }
        if (!changes.isEmpty()) {
            store.replace(changes);
        }
        found += changes.size();
        after = page.next();
        Step done = new Step(true, changes.size(), lost);
        if (after.isEmpty()) {
            if (found == 0) {
                masters.end(turn.get(), clock.instant());
                walk(Optional.empty());
                return new Step(false, 0, done.lost());
            }
            walk(turn); // what it changed, and what others wrote before they knew, is looked for once more
        }
        return done;
    }

    private void walk(Optional<MasterKeys.Turn> turn) {
        walked = turn;
        after = Optional.empty();
        found = 0;
        lost = 0;
    }

    private Optional<Change> change(Map.Entry<String, byte[]> entry) {
        try {
            return Optional.of(new Change(entry.getKey(), entry.getValue(), masters.rewrap(entry.getValue())));
        } catch (Seal.Wrong damaged) { // or read while it was written over: by then it is the newest's, or destroyed
            return Optional.empty();
        }
    }
}
