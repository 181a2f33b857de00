package org.feedbackhub.print;

import javax.xml.transform.ErrorListener;
import javax.xml.transform.TransformerException;

/** Tells what is wrong by an exception alone, and not on the console. */
final class Thrown implements ErrorListener {

    @Override
    public void warning(TransformerException fault) {}

    @Override
    public void error(TransformerException fault) throws TransformerException {
        throw fault;
    }

    @Override
    public void fatalError(TransformerException fault) throws TransformerException {
        throw fault;
    }
}
