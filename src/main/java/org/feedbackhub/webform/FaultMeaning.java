package org.feedbackhub.webform;

import org.apache.camel.CamelExecutionException;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** What a fault means for something that was posted or sent from a page. */
enum FaultMeaning {
    /** Something the hub depends on is down: whoever sent it is asked to wait and to send it again. */
    SEND_AGAIN,
    /** What was sent is not taken, and whoever sent it is told why. */
    REFUSED,
    /** It would fail each time, so it is kept in quarantine for a person to see. */
    QUARANTINE;

    /** The meaning of a fault, whatever the route has wrapped it in. */
    static FaultMeaning of(Throwable fault) {
        Throwable cause = bare(fault);
        if (cause instanceof Refusal) {
            return REFUSED;
        }
        boolean down = cause instanceof TransientFault
                || cause instanceof TransactionException
                // what the data itself brings about comes again with the same data
                || cause instanceof DataAccessException && !(cause instanceof DataIntegrityViolationException);
        return down ? SEND_AGAIN : QUARANTINE;
    }

    /** The fault without what the route has wrapped it in. */
    static Exception bare(Throwable fault) {
        Throwable bare = fault;
        while (bare instanceof CamelExecutionException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare instanceof Exception exception ? exception : new IllegalStateException(bare);
    }
}
