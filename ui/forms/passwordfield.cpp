// SPDX-License-Identifier: MIT
#include "forms/passwordfield.h"

#include "forms/glyph_p.h"
#include "forms/menuroom_p.h"

#include <QtCore/qobject.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qmenu.h>

#include <sodium.h>

namespace QtLogin {

// A buffer that never has to grow is one that can be wiped as a whole. No password policy goes
// beyond it; what is longer works, and may leave its beginning behind.
constexpr qsizetype roomForTyping = 1100;

static QString emptyBuffer()
{
    QString buffer;
    buffer.reserve(roomForTyping);
    return buffer;
}

// Copying leaves pieces in registers, and those end up in stack frames that are done with: the
// dynamic linker alone saves them all when a function is called for the first time.
static Result<Secret> secretFrom(QString &&text)
{
    constexpr size_t deadFrames = 16 * 1024;
    Result<Secret> secret = Secret::fromTypedText(std::move(text));
    sodium_stackzero(deadFrames);
    return secret;
}

namespace {

//! While it lives, screen readers hear of nothing that happens.
class NothingAnnounced
{
public:
    NothingAnnounced() : m_before(QAccessible::installUpdateHandler([](QAccessibleEvent *) { })) { }
    ~NothingAnnounced() { QAccessible::installUpdateHandler(m_before); }
    Q_DISABLE_COPY_MOVE(NothingAnnounced)

private:
    QAccessible::UpdateHandler m_before;
};

} // namespace

PasswordField::PasswordField(QWidget *parent) : QLineEdit(parent), m_toggle(new QAction(this))
{
    setAcceptDrops(false);
    setDragEnabled(false);
    applyEchoMode(Password);
    wipe();
    addAction(m_toggle, TrailingPosition);
    updateToggle();
    QObject::connect(m_toggle, &QAction::triggered, this, [this] { setShown(!isShown()); });
    QObject::connect(this, &QLineEdit::textChanged, this, &PasswordField::followText);
}

PasswordField::~PasswordField()
{
    wipe();
}

Result<Secret> PasswordField::take()
{
    Result<Secret> secret = secretFrom(text()); // wipes the buffer that the line edit shares
    wipe();
    return secret;
}

Result<Secret> PasswordField::peek() const
{
    const QString shared = text();
    return secretFrom(QString(shared.constData(), shared.size())); // a deep copy, wiped there
}

void PasswordField::wipe()
{
    const bool wasEmpty = text().isEmpty();
    {
        const QSignalBlocker quiet(this);
        const NothingAnnounced silence;
        const EchoMode mode = echoMode();
        if (QString shared = text(); !shared.isEmpty())
            QtLogin::wipe(shared);
        QtLogin::wipe(m_display);
        applyEchoMode(NoEcho); // what follows is not for the screen
        overwriteHistory();
        applyEchoMode(mode);
    }
    m_longest = 0;
    if (wasEmpty)
        return;
    QAccessibleValueChangeEvent emptied(this, QString());
    QAccessible::updateAccessibility(&emptied);
    Q_EMIT textChanged(QString());
}

// A line edit keeps every character typed in an undo list, and what was deleted behind the end of
// its text. Neither can be reached, but both are written over by typing on.
void PasswordField::overwriteHistory()
{
    if (m_longest > text().size())
        insert(QString(m_longest - text().size(), u' '));
    setText(emptyBuffer()); // forgets the list, keeps its memory
    insert(QString(roomForTyping, u' '));
    setText(emptyBuffer());
}

bool PasswordField::isShown() const
{
    return echoMode() == Normal;
}

void PasswordField::setShown(bool shown)
{
    if (shown == isShown())
        return;
    applyEchoMode(shown ? Normal : Password);
    holdDisplay();
    updateToggle();
    Q_EMIT shownChanged(shown);
}

void PasswordField::applyEchoMode(EchoMode mode)
{
    setEchoMode(mode);
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase); // also while shown, when Qt would drop them
}

void PasswordField::followText(const QString &text)
{
    m_longest = qMax(m_longest, text.size());
    holdDisplay();
}

// What is painted while shown is a copy of its own, and each change leaves the last one behind.
void PasswordField::holdDisplay()
{
    QtLogin::wipe(m_display);
    if (isShown())
        m_display = displayText();
}

void PasswordField::keyPressEvent(QKeyEvent *event)
{
    learnCapsLock(*event);
    const auto isOneOf = [event](auto... keys) { return (event->matches(keys) || ...); };
    if (isOneOf(QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Copy, QKeySequence::Cut)) {
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// While shown, Qt would put what the mouse selects where every window of an X11 desktop may read it.
void PasswordField::mouseReleaseEvent(QMouseEvent *event)
{
    const EchoMode mode = echoMode();
    if (mode == Normal)
        applyEchoMode(Password);
    QLineEdit::mouseReleaseEvent(event);
    if (mode != echoMode())
        applyEchoMode(mode);
    holdDisplay();
}

void PasswordField::focusOutEvent(QFocusEvent *event)
{
    setCapsLockOn(false); // it may change unseen meanwhile
    QLineEdit::focusOutEvent(event);
}

namespace {

//! Gone once it is closed.
class FieldMenu final : public QMenu
{
public:
    FieldMenu(PasswordField *field, QAction *toggle)
        : QMenu(field),
          // Queued: whoever hears of the change may delete the field, and the menu with it.
          m_paste(addAction(QString(), field, &QLineEdit::paste, Qt::QueuedConnection)),
          m_selectAll(addAction(QString(), field, &QLineEdit::selectAll))
    {
        setAttribute(Qt::WA_DeleteOnClose);
        m_paste->setEnabled(!field->isReadOnly());
        m_selectAll->setEnabled(!field->text().isEmpty());
        addSeparator();
        addAction(toggle);
        retranslate();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QMenu::changeEvent(event);
        if (event->type() == QEvent::LanguageChange)
            retranslate();
    }

private:
    void retranslate()
    {
        m_paste->setText(PasswordField::tr("&Paste"));
        m_selectAll->setText(PasswordField::tr("Select &all"));
        giveRoom(this);
    }

    QAction *m_paste;
    QAction *m_selectAll;
};

} // namespace

void PasswordField::contextMenuEvent(QContextMenuEvent *event)
{
    (new FieldMenu(this, m_toggle))->popup(event->globalPos());
}

void PasswordField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        updateToggle();
}

// A letter whose case does not fit the Shift key tells. Capital with Shift does not: some systems
// let Shift undo Caps Lock, others do not.
void PasswordField::learnCapsLock(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_CapsLock) {
        setCapsLockOn(false); // until the next letter tells
        return;
    }
    const QString typed = event.text();
    if (typed.size() != 1 || !typed.front().isLetter() || event.modifiers() & ~Qt::ShiftModifier)
        return;
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    if (typed.front().isUpper() && !shift)
        setCapsLockOn(true);
    else if (typed.front().isLower())
        setCapsLockOn(shift);
}

void PasswordField::setCapsLockOn(bool on)
{
    if (m_capsLockOn == on)
        return;
    m_capsLockOn = on;
    Q_EMIT capsLockOnChanged(on);
}

void PasswordField::updateToggle()
{
    m_toggle->setText(isShown() ? tr("Hide the characters") : tr("Show the characters"));
    m_toggle->setToolTip(m_toggle->text());
    m_toggle->setIcon(glyphIcon(isShown() ? QStringLiteral("eye-off") : QStringLiteral("eye"),
                                palette().color(QPalette::Text)));
}

} // namespace QtLogin
