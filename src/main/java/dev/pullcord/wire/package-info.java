/** JSON in and out: what the contract says, read strictly. Pure; knows the domain and no I/O beyond its own document. */
package dev.pullcord.wire;
