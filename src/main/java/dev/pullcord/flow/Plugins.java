package dev.pullcord.flow;

import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connectors, and stores of keys, that others wrote: a jar each, that sees the plugin API and the JDK, and nothing of ours, of our libraries or of another's
 * jar. One that cannot be loaded is left out and named in the log; the service starts without it.
 */
public final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private Plugins() {}

    /** Those in this folder, in the order of the jars' names; none where there is no such folder. */
    static List<ConnectorFactory> in(Path folder) {
        return in(folder, ConnectorFactory.class);
    }

    /** What they bring of this kind. */
    public static <T> List<T> in(Path folder, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Path jar : jars(folder)) {
            try {
                ClassLoader its = loader(jar);
                List<T> brought = all(its, kind);
                if (brought.isEmpty()
                        && all(its, ConnectorFactory.class).isEmpty()
                        && all(its, DataKeyStore.Factory.class).isEmpty()) {
                    LOG.error(
                            "plugin {} holds no connector: nothing in META-INF/services names one", jar.getFileName());
                }
                brought.forEach(one -> LOG.info("plugin {} brings {}", jar.getFileName(), name(one)));
                found.addAll(brought);
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                LOG.error("plugin {} cannot be loaded: {}", jar.getFileName(), e.toString());
            }
        }
        return found;
    }

    private static <T> List<T> all(ClassLoader loader, Class<T> kind) {
        return ServiceLoader.load(kind, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static String name(Object brought) {
        return brought instanceof ConnectorFactory connector
                ? "the connector " + connector.name()
                : "the key store " + ((DataKeyStore.Factory) brought).name();
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("plugins: the folder cannot be read", e);
        }
    }

    /** Open for as long as the service runs: its classes load as they are needed. */
    private static ClassLoader loader(Path jar) {
        try {
            return new URLClassLoader(
                    jar.getFileName().toString(), new URL[] {jar.toUri().toURL()}, new ApiOnly());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has an address", e);
        }
    }

    /** What a plugin sees of this program. */
    private static final class ApiOnly extends ClassLoader {
        private static final String API = ConnectorFactory.class.getPackageName() + '.';

        ApiOnly() {
            super("plugin-api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return ConnectorFactory.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
