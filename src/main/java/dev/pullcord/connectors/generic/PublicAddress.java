package dev.pullcord.connectors.generic;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address lies in the public internet: all that IANA's special-purpose registries (RFC 6890 and its updates)
 * do not call globally reachable is not, nor is what clouds keep for their metadata. Addresses that wrap an IPv4 address
 * are judged by it. Pure.
 */
final class PublicAddress {
    /** A network: the first {@code bits} of the address. */
    private static final class Net {
        private final byte[] prefix;
        private final int bits;

        private Net(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Net of(String cidr) {
            int slash = cidr.indexOf('/');
            try {
                byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress(); // a literal: no look-up
                return new Net(prefix, Integer.parseInt(cidr.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(cidr, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Net> CLOSED_4 = nets(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // carriers' NAT; one cloud's metadata
            "127.0.0.0/8",
            "168.63.129.16/32", // Azure's wire server
            "169.254.0.0/16", // link-local; most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved and broadcast

    private static final List<Net> OPEN_6 = nets("2000::/3"); // all that is global unicast
    private static final List<Net> CLOSED_6 = nets(
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation
    private static final Net NAT64 = Net.of("64:ff9b::/96");
    private static final Net SIX_TO_FOUR = Net.of("2002::/16");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return CLOSED_4.stream().noneMatch(net -> net.holds(bytes));
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        if (NAT64.holds(bytes)) {
            return wrapped(bytes, 12);
        }
        if (SIX_TO_FOUR.holds(bytes)) {
            return wrapped(bytes, 2);
        }
        // What is mapped (::ffff:a.b.c.d) the JDK has made an Inet4Address of; the outdated ::a.b.c.d is not 2000::/3.
        return OPEN_6.stream().anyMatch(net -> net.holds(bytes))
                && CLOSED_6.stream().noneMatch(net -> net.holds(bytes));
    }

    private static boolean wrapped(byte[] bytes, int at) {
        byte[] four = Arrays.copyOfRange(bytes, at, at + 4);
        return CLOSED_4.stream().noneMatch(net -> net.holds(four));
    }

    private static List<Net> nets(String... cidrs) {
        return Arrays.stream(cidrs).map(Net::of).toList();
    }
}
