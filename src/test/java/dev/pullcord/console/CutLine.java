package dev.pullcord.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The line between a browser and the service, which can fall silent, be cut, and be mended. Its address stays the same. */
final class CutLine implements AutoCloseable {
    private final URI service;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final Object gate = new Object();
    private boolean silent;
    private ServerSocket door;

    CutLine(URI service) {
        this.service = service;
        door = listen(0);
        port = door.getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The same by a name: another origin than the service's, on the same host. */
    URI byName() {
        return URI.create("http://localhost:" + port);
    }

    /** Nothing goes through any more, and nobody is told: as where the air between is gone. */
    void silence() {
        synchronized (gate) {
            silent = true;
        }
    }

    /** What is open breaks, and nothing new is taken. */
    void cut() {
        close(door);
        open.forEach(CutLine::close);
        open.clear();
        wake();
    }

    /** It is there again, at its old address. */
    void mend() {
        wake();
        door = listen(port);
    }

    private void wake() {
        synchronized (gate) {
            silent = false;
            gate.notifyAll();
        }
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            threads.execute(() -> take(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket from = at.accept();
                Socket to = new Socket(service.getHost(), service.getPort());
                open.add(from);
                open.add(to);
                threads.execute(() -> pass(from, to));
                threads.execute(() -> pass(to, from));
            } catch (IOException over) {
                // cut, or the service is gone: whoever asks is told by his own connection
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                await();
                out.write(some, 0, n);
            }
        } catch (IOException over) {
            // as above
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void await() {
        synchronized (gate) {
            while (silent) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
        threads.shutdownNow();
    }
}
