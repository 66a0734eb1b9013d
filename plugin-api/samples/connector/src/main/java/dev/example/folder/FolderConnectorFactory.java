package dev.example.folder;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.nio.file.Path;

/** For a platform that picks its actions up from a folder. Its one setting: {@code folder}. */
public final class FolderConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "folder";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        String folder = context.config().get("folder");
        if (folder == null || folder.isBlank()) {
            throw new IllegalArgumentException("folder: is missing; it is where actions are put");
        }
        return new FolderConnector(context, Path.of(folder.strip()));
    }
}
