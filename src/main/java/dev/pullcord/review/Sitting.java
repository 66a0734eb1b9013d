package dev.pullcord.review;

import dev.pullcord.review.ReviewQueue.Waiting;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What somebody is given while he asks for his next case: which queues, in what turn, and which of the cases are for others.
 * What is said here is a preference of the desk; what must never be is the {@link ClaimGuard}'s.
 *
 * @param takesNothing whether he is given nothing now
 * @param only the queues that his cases come from; empty means all
 * @param harmlessDue whether something harmless goes first
 * @param lanesAhead how many lanes nothing goes before
 * @param last the place of the lane that takes all that is left, which is the harmless one
 * @param suitable whether a waiting case is for him
 */
record Sitting(
        boolean takesNothing,
        List<String> only,
        boolean harmlessDue,
        int lanesAhead,
        int last,
        Function<Waiting, CompletionStage<Boolean>> suitable) {
    static final Sitting ANYBODYS =
            new Sitting(false, List.of(), false, 0, 0, waiting -> CompletableFuture.completedFuture(true));

    List<String> queues(List<String> wanted) {
        return only.isEmpty() ? wanted : wanted.stream().filter(only::contains).toList();
    }

    /** What cannot wait first; then something harmless, if that is due; then the rest in its turn. */
    List<Waiting> inTurn(List<Waiting> heads, LaneOrder order) {
        return harmlessDue
                ? heads.stream()
                        .sorted(Comparator.comparingInt(head -> place(order.place(head.queue()))))
                        .toList()
                : heads;
    }

    private int place(int place) {
        if (place < lanesAhead) {
            return 0;
        }
        return place == last ? 1 : 2;
    }

    CompletionStage<Boolean> suits(Waiting head) {
        return suitable.apply(head);
    }
}
