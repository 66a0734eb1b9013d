package dev.pullcord.plugin;

/**
 * Makes the connectors of one kind of meeting system. Found by {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/dev.pullcord.plugin.ConnectorFactory}, give it a public constructor without arguments, and
 * put the jar into the folder {@code plugins} of the data directory.
 *
 * <h2>Versions</h2>
 *
 * This jar follows semantic versioning. {@link #SPI_VERSION} is its major number: while it stays the same, a connector
 * that was compiled against an older jar runs unchanged; new methods come with a default, new components of a record
 * keep the old constructor. A connector of another {@code SPI_VERSION} is not loaded, and the service says so at start.
 * Switch over enums of this package with a {@code default}: words may be added in a minor version.
 */
public interface ConnectorFactory {
    /** The SPI's version. A constant on purpose: the compiler writes its value into the connector's own class. */
    int SPI_VERSION = 1;

    /**
     * The name a platform's configuration picks this connector by, of {@code [a-z][a-z0-9-]{0,39}}, for example
     * {@code livekit}. Unique among the installed ones; where two have one name, the service refuses to start.
     */
    String name();

    /** Must be written as {@code return ConnectorFactory.SPI_VERSION;} so that it tells what you compiled against. */
    int spiVersion();

    /**
     * Makes the connector of one platform. Called once for each platform and again whenever its settings change; the
     * earlier one is then closed as soon as its last action is answered. Called on a thread that must not block: reach
     * nobody here, do that in {@link Connector#check()}.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong. The message begins with the setting's key, says
     *     what is expected, and never quotes a secret: it is shown to the operator as it stands
     */
    Connector create(ConnectorContext context);
}
