// Single keys on the page of reviews. Without this script everything on it works as well.
(() => {
  'use strict';
  const review = document.getElementById('review');
  const keys = document.getElementById('keys');
  if (!review || !keys) return;

  // somebody who speaks to the computer, or whose hand slips, can do without (WCAG 2.2, 2.1.4)
  const REMEMBERED = 'hub-review-keys';
  document.getElementById('keys-choice').hidden = false;
  keys.checked = localStorage.getItem(REMEMBERED) !== 'off';
  keys.addEventListener('change', () => localStorage.setItem(REMEMBERED, keys.checked ? 'on' : 'off'));

  const decide = document.getElementById('decide');
  const types = element => element.matches('input:not([type=radio]):not([type=checkbox]), textarea, select')
      || element.isContentEditable;
  const actsItself = element => element.matches('a, button, summary');

  const open = (id, field) => {
    const details = document.getElementById(id);
    if (!details) return;
    details.open = true;
    field.focus();
  };

  const selectedWords = () => {
    const selection = getSelection();
    const message = document.getElementById('message');
    return selection.rangeCount && message.contains(selection.anchorNode) && message.contains(selection.focusNode)
        ? selection.toString().trim() : '';
  };

  const split = () => {
    const part = document.getElementById('part');
    const words = selectedWords();
    if (part && words) part.value = part.value.trim() ? part.value.trim() + '\n\n' + words : words;
    open('split', part);
  };

  const actions = {
    a: () => document.getElementById('area').focus(),
    s: split,
    j: () => open('join', document.getElementById('other')),
    h: () => document.getElementById('harm')?.requestSubmit(),
    n: () => document.getElementById('next').click(),
    Enter: () => decide.requestSubmit(),
  };

  document.addEventListener('keydown', event => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (!keys.checked || event.defaultPrevented || event.repeat || event.isComposing
        || event.ctrlKey || event.altKey || event.metaKey || types(at)) return;
    const kind = decide.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
    if (kind) {
      kind.checked = true;
      kind.focus();
      event.preventDefault();
    } else if (Object.hasOwn(actions, event.key) && !(event.key === 'Enter' && actsItself(at))) {
      event.preventDefault();
      actions[event.key]();
    }
  });

  // a second click would only be told that somebody has decided already
  let sent = false;
  review.addEventListener('submit', event => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener('pageshow', () => { sent = false; });
})();
