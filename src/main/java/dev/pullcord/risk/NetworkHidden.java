package dev.pullcord.risk;

import java.util.Set;

/** placeholder. */
final class NetworkHidden {
    static final Set<String> CLASSES = Set.of("vpn", "tor", "proxy");

    private NetworkHidden() {}
}
