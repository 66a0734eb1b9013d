package dev.pullcord.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Posts events, over connections that are kept and without pipelining. Answers are kept as they came and read after the
 * run, so that reading them costs the run nothing.
 */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx();
    private final List<Hand> hands = new ArrayList<>();
    private final int connections;

    /**
     * Ready to post; connects when it does.
     *
     * @param connections as many requests are under way at any time
     */
    Load(int connections, int loops) {
        this.connections = connections;
        int share = Math.max(1, Math.min(loops, connections));
        for (int i = 0; i < share; i++) {
            hands.add(new Hand(connections / share + (i < connections % share ? 1 : 0)));
        }
    }

    /**
     * Where events are posted to.
     *
     * @param base the server
     * @param key the platform key
     * @param batched whether bodies are arrays
     */
    record Target(URI base, String key, boolean batched) {
        private RequestOptions options() {
            return new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(base.getHost())
                    .setPort(base.getPort())
                    .setURI("/v1/events")
                    .setTimeout(PATIENCE.toMillis())
                    .putHeader("authorization", "Bearer " + key)
                    .putHeader(
                            "content-type",
                            batched ? "application/cloudevents-batch+json" : "application/cloudevents+json");
        }
    }

    /**
     * What came of it.
     *
     * @param requests how many were answered
     * @param took from the first request to the last answer
     * @param endedAt when the last answer came, by {@link System#nanoTime}
     * @param latency microseconds from a request, or from when it was due, to its answer
     * @param answers the bodies, every one of a 202
     * @param faults what else there was: statuses with their bodies, broken connections
     */
    record Outcome(
            long requests, Duration took, long endedAt, Histogram latency, List<byte[]> answers, List<String> faults) {
        double perSecond(int batch) {
            return requests * (double) batch / (took.toNanos() / 1e9);
        }
    }

    /** As fast as the server answers: each connection posts again as soon as it has its answer. Blocks. */
    Outcome saturate(Target target, Supplier<Buffer> bodies, Duration time) {
        long start = System.nanoTime();
        return finish(start, hand -> hand.saturate(target.options(), bodies, start + time.toNanos()));
    }

    /**
     * At a fixed rate, whether or not the server keeps up: the time of a request that had to wait for a connection
     * counts from when it was due. Blocks.
     */
    Outcome pace(Target target, Supplier<Buffer> bodies, int perSecond, Duration time) {
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) * hands.size() / perSecond;
        return finish(start, hand -> hand.pace(target.options(), bodies, gap, start + time.toNanos()));
    }

    private Outcome finish(long start, java.util.function.Function<Hand, Future<Void>> work) {
        List<Future<Void>> ends = hands.stream().map(work).toList();
        try {
            Future.join(ends).await(PATIENCE.toMinutes() * 10, TimeUnit.MINUTES);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("requests were never answered", e);
        }
        long end = System.nanoTime();
        Histogram latency = new Histogram(3);
        List<byte[]> answers = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Hand hand : hands) {
            latency.add(hand.latency);
            answers.addAll(hand.answers);
            faults.addAll(hand.faults);
            hand.reset();
        }
        return new Outcome(
                answers.size() + faults.size(), Duration.ofNanos(end - start), end, latency, answers, faults);
    }

    int connections() {
        return connections;
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** One event loop's connections. All but construction runs on its context. */
    private final class Hand {
        private final Context context = vertx.getOrCreateContext();
        private final int connections;
        private final HttpClient client; // a client that nobody holds is closed when garbage is collected
        private Histogram latency = new Histogram(3);
        private List<byte[]> answers = new ArrayList<>();
        private List<String> faults = new ArrayList<>();
        private int underWay;
        private boolean over;
        private Promise<Void> end;

        Hand(int connections) {
            this.connections = connections;
            this.client = vertx.createHttpClient(
                    new HttpClientOptions()
                            .setKeepAlive(true)
                            .setPipelining(false)
                            .setTcpNoDelay(true),
                    new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
        }

        void reset() {
            latency = new Histogram(3);
            answers = new ArrayList<>();
            faults = new ArrayList<>();
        }

        Future<Void> saturate(RequestOptions options, Supplier<Buffer> bodies, long deadline) {
            Promise<Void> done = begin();
            context.runOnContext(go -> {
                for (int i = 0; i < connections; i++) {
                    underWay++;
                    again(options, bodies, deadline);
                }
                over = true; // it is over when none is under way any more
            });
            return done.future();
        }

        private void again(RequestOptions options, Supplier<Buffer> bodies, long deadline) {
            post(options, bodies.get(), System.nanoTime()).onComplete(done -> {
                if (System.nanoTime() < deadline && faults.isEmpty()) {
                    again(options, bodies, deadline);
                } else {
                    ended();
                }
            });
        }

        Future<Void> pace(RequestOptions options, Supplier<Buffer> bodies, long gap, long deadline) {
            Promise<Void> done = begin();
            context.runOnContext(go -> due(options, bodies, gap, System.nanoTime() + gap, deadline));
            return done.future();
        }

        private void due(RequestOptions options, Supplier<Buffer> bodies, long gap, long next, long deadline) {
            long at = next;
            while (at <= System.nanoTime() && at < deadline) {
                underWay++;
                post(options, bodies.get(), at).onComplete(done -> ended());
                at += gap;
            }
            long then = at;
            if (then >= deadline) {
                over = true;
                underWay++;
                ended();
            } else {
                long wait = Math.max(1, TimeUnit.NANOSECONDS.toMillis(then - System.nanoTime()));
                vertx.setTimer(wait, tick -> due(options, bodies, gap, then, deadline));
            }
        }

        private Promise<Void> begin() {
            over = false;
            underWay = 0;
            end = Promise.promise();
            return end;
        }

        private void ended() {
            if (--underWay == 0 && over) {
                end.tryComplete();
            }
        }

        private Future<Void> post(RequestOptions options, Buffer body, long since) {
            return client.request(options)
                    .compose(request -> request.send(body))
                    .compose(response -> response.body().map(answer -> {
                        latency.recordValue(Math.max(1, (System.nanoTime() - since) / 1000));
                        if (response.statusCode() == 202) {
                            answers.add(answer.getBytes());
                        } else {
                            faults.add(response.statusCode() + " " + answer);
                        }
                        return answer;
                    }))
                    .onFailure(broken -> faults.add(broken.toString()))
                    .<Void>mapEmpty()
                    .otherwiseEmpty();
        }
    }
}
