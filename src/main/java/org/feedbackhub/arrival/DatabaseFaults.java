package org.feedbackhub.arrival;

import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.util.function.Supplier;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.TransactionException;

/**
 * Sorts what goes wrong with the database into the two families of faults. Only what the data itself brings about is
 * permanent; everything else may be gone at the next try, and to wait is safe where to give up is not.
 */
public final class DatabaseFaults {

    private DatabaseFaults() {}

    /**
     * What the work gives.
     *
     * @throws PermanentFault if the database refuses the data
     * @throws TransientFault if it cannot be reached just now, or failed otherwise
     */
    public static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException | InvalidDataAccessApiUsageException e) {
            throw new PermanentFault("the database refuses the data", e);
        } catch (DataAccessException | TransactionException | SQLRuntimeException e) {
            throw new TransientFault("the database did not record it", e);
        }
    }
}
