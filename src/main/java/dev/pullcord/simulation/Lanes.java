package dev.pullcord.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Several batches in flight, and yet each account's events in their order: events of one account go by one lane, and a
 * lane has one batch under way. Lanes are short, so that a file of any length takes the same memory. {@link #put} and
 * {@link #drain} are for one thread.
 */
public final class Lanes implements AutoCloseable {
    private static final int CAPACITY = 2 * Courier.MOST_EVENTS;

    private final List<Lane> lanes = new ArrayList<>();
    private final Courier courier;
    private final Consumer<Delivery> delivered;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Object idle = new Object();
    private long under; // letters that are put and not yet delivered; guarded by idle

    /**
     * @param count how many lanes, 1 or more
     * @param delivered told of each delivery, by the lane's own thread
     */
    public Lanes(int count, Courier courier, Consumer<Delivery> delivered) {
        this.courier = courier;
        this.delivered = delivered;
        for (int i = 0; i < count; i++) {
            Lane lane = new Lane();
            lane.thread = new Thread(() -> run(lane), "lane-" + i);
            lane.thread.setDaemon(true);
            lanes.add(lane);
            lane.thread.start();
        }
    }

    public int count() {
        return lanes.size();
    }

    /** Which lane events of this key go by. */
    public int laneOf(String key) {
        return Math.floorMod(key.hashCode(), lanes.size());
    }

    /**
     * Hands a letter over; waits while its lane is full.
     *
     * @throws Undeliverable when an earlier letter could not be delivered
     */
    public void put(int lane, Letter letter) throws InterruptedException {
        rethrow();
        synchronized (idle) {
            under++;
        }
        lanes.get(lane).letters.put(letter);
    }

    /**
     * Waits until everything that was handed over is delivered.
     *
     * @throws Undeliverable when something could not be delivered
     */
    public void drain() throws InterruptedException {
        synchronized (idle) {
            while (under > 0) {
                idle.wait();
            }
        }
        rethrow();
    }

    private void rethrow() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void run(Lane lane) {
        List<Letter> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(lane.letters.take());
                lane.letters.drainTo(batch, Courier.MOST_EVENTS - 1);
                deliver(batch);
                synchronized (idle) {
                    under -= batch.size();
                    idle.notifyAll();
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** After a failure letters are let through undelivered, so that whoever puts them comes to hear of it. */
    private void deliver(List<Letter> batch) throws InterruptedException {
        if (failure.get() != null) {
            return;
        }
        try {
            delivered.accept(courier.deliver(batch));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Stops at once; what is under way may or may not arrive. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.thread.interrupt());
    }

    private static final class Lane {
        final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(CAPACITY);
        Thread thread;
    }
}
