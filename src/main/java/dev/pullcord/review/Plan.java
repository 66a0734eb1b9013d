package dev.pullcord.review;

import java.time.Instant;
import java.util.Optional;

/** What is to be done about an ordered action after it was sent. Pure. */
public final class Plan {
    private Plan() {}

    /** When its time is over and it is taken back; empty where it has no end, or nothing takes it back. */
    public static Optional<Instant> endsAt(ActionOrder order, Instant orderedAt) {
        return Reversal.reverse(order.type()).flatMap(back -> order.duration()).map(orderedAt::plus);
    }
}
