package dev.pullcord.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What this process has used so far.
 *
 * @param cpuNanos of all its threads, the compiler's and the collector's too
 * @param compiledMillis that compiling took
 * @param keptBytes the most heap that was in use after a collection since the last look
 */
record Footprint(long cpuNanos, long compiledMillis, long keptBytes) {
    private static final AtomicLong KEPT = new AtomicLong();

    static {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, ignored) -> KEPT.accumulateAndGet(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                                            .getGcInfo()
                                            .getMemoryUsageAfterGc()
                                            .entrySet()
                                            .stream()
                                            .filter(pool -> isHeap(pool.getKey()))
                                            .map(java.util.Map.Entry::getValue)
                                            .mapToLong(MemoryUsage::getUsed)
                                            .sum(),
                                    Math::max),
                            null,
                            null);
        }
    }

    private static boolean isHeap(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .anyMatch(p -> p.getName().equals(pool) && p.getType() == java.lang.management.MemoryType.HEAP);
    }

    static Footprint now() {
        return new Footprint(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                ManagementFactory.getCompilationMXBean().getTotalCompilationTime(),
                KEPT.getAndSet(0));
    }

    /** In words, what came on top of an earlier look. */
    String since(Footprint before) {
        return String.format(
                Locale.ROOT,
                "%.1f s of CPU (compiling %.1f s), at most %d MiB in use after a collection, of %d",
                (cpuNanos - before.cpuNanos) / 1e9,
                (compiledMillis - before.compiledMillis) / 1e3,
                keptBytes >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
