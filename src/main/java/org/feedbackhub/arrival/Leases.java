package org.feedbackhub.arrival;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one instance read a mailbox, or take from a drop folder, at a time: two that did so together would fetch what the other is
 * just moving away. A lease is an advisory lock of PostgreSQL on a connection of its own, so it ends with the process that holds it.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** Chosen once for this purpose, so that no other use of advisory locks meets it. */
    private static final int LOCK_CLASS = 0x0FEEDBA1;

    private static final int VALID_WITHIN_SECONDS = 5;

    private final DataSource database;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    public Leases(DataSource database) {
        this.database = database;
    }

    /** Who may read at a place. */
    public enum Lease {
        OWN,
        ANOTHERS,
        /** The database could not be asked, so nobody reads. */
        UNKNOWN
    }

    /** Who may read at the place now. @param place a name that no other place has */
    public synchronized Lease hold(String place) {
        try {
            Connection own = connected();
            if (!held.contains(place) && lock(own, place)) {
                held.add(place);
                LOG.info("event=lease place={}", place);
            }
            return held.contains(place) ? Lease.OWN : Lease.ANOTHERS;
        } catch (SQLException e) {
            LOG.warn("event=lease-failed cause={}", e.getClass().getSimpleName());
            return Lease.UNKNOWN;
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        held.clear();
        if (connection != null) {
            // back in the pool it would keep its locks
            try (PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock_all()")) {
                unlock.execute();
            }
            connection.close();
        }
    }

    private Connection connected() throws SQLException {
        Connection present = connection;
        if (present != null && present.isValid(VALID_WITHIN_SECONDS)) {
            return present;
        }
        held.clear();
        connection = null;
        if (present != null) {
            present.close();
        }
        Connection fresh = database.getConnection();
        connection = fresh;
        return fresh;
    }

    private static boolean lock(Connection own, String place) throws SQLException {
        try (PreparedStatement statement = own.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setString(2, place);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
