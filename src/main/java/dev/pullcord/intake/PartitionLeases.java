package dev.pullcord.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Which node works which partition. A lease keeps two nodes from doing the same work; what keeps the work right even
 * then is that every write is guarded by itself.
 */
public interface PartitionLeases {
    /** Takes or renews the lease; true when this node holds it now. */
    CompletionStage<Boolean> hold(Partition partition, String node, Duration lease);

    /** Gives the lease back, if this node holds it. */
    CompletionStage<Void> release(Partition partition, String node);

    /** Who holds each of these; a partition that nobody holds is left out. */
    CompletionStage<Map<Partition, String>> holders(Collection<Partition> partitions);

    /** Says that this node lives, for as long as {@code lease}; answers how many nodes do. */
    CompletionStage<Integer> heartbeat(String node, Duration lease);

    /** This node leaves. */
    CompletionStage<Void> leave(String node);
}
