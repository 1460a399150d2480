// SPDX-License-Identifier: MIT
#include "dialogs/formdialog.h"

#include "dialogs/dialoglog_p.h"
#include "dialogs/formarea_p.h"
#include "forms/formbutton_p.h"
#include "forms/glyph_p.h"
#include "forms/namelabel_p.h"
#include "forms/wordslabel_p.h"

#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qscreen.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qdialogbuttonbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qprogressbar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstyle.h>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcDialogs, "qtlogin.dialogs")

FormDialog::FormDialog(QWidget *parent)
    : QDialog(parent)
    , m_icon(new QLabel(this))
    , m_application(new NameLabel(this))
    , m_heading(new WordsLabel(this))
    , m_message(new WordsLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_application->setObjectName(QStringLiteral("application"));
    m_heading->setObjectName(QStringLiteral("heading"));
    m_message->setObjectName(QStringLiteral("message"));
    m_bar->setObjectName(QStringLiteral("busy"));
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing jumps when it comes and goes
    m_bar->setSizePolicy(policy);
    m_bar->hide();

    auto *words = new QVBoxLayout;
    words->addStretch(); // few words stand in the middle of the icon
    words->addWidget(m_application);
    words->addWidget(m_heading);
    words->addWidget(m_message);
    words->addStretch();
    words->setSpacing(words->spacing() / 2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addSpacing(column->spacing());
    column->addWidget(m_bar);
}

FormDialog::~FormDialog() = default;

bool FormDialog::isBusy() const
{
    return m_form && !m_form->isEnabledTo(this);
}

void FormDialog::setForm(QWidget *form, const QString &icon, Buttons buttons)
{
    m_form = form;
    m_iconName = icon;
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_formArea = new FormArea(form, this);
    column->insertWidget(2, m_formArea, 1);
    const auto boxes = form->findChildren<QCheckBox *>();
    for (QCheckBox *box : boxes)
        box->installEventFilter(this);
    column->addWidget(createButtons(buttons)); // after the form, and so is their turn with Tab
    if (m_submit)
        arrangeTabs();
    retranslate();
    updateLooks();
}

// After the last field comes the button that submits it. The choices besides come after Cancel.
void FormDialog::arrangeTabs()
{
    QWidget *last = nullptr;
    QWidgetList choices;
    for (QWidget *stop = m_form->nextInFocusChain(); stop != m_form; stop = stop->nextInFocusChain()) {
        if (!m_form->isAncestorOf(stop) || !(stop->focusPolicy() & Qt::TabFocus))
            continue;
        if (qobject_cast<QLineEdit *>(stop))
            last = stop;
        else
            choices << stop;
    }
    choices.prepend(m_cancel);
    choices.prepend(m_submit);
    for (QWidget *stop : std::as_const(choices)) {
        if (last)
            setTabOrder(last, stop);
        last = stop;
    }
}

QWidget *FormDialog::createButtons(Buttons buttons)
{
    auto *box = m_buttons = new QDialogButtonBox(this);
    if (buttons == Buttons::SubmitAndCancel) {
        m_submit = new FormButton;
        box->addButton(m_submit, QDialogButtonBox::AcceptRole);
        m_submit->setObjectName(QStringLiteral("submit"));
        m_submit->setAutoDefault(false); // in a form that is no window of its own, it would end being the
        m_submit->setDefault(true); // default once it has lost the focus
        QObject::connect(m_submit, &QAbstractButton::clicked, this, &FormDialog::submitLater);
    }
    m_cancel = new FormButton;
    box->addButton(m_cancel, QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setDefault(!m_submit);
    QObject::connect(m_cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    box->setFocusProxy(nullptr); // or Tab would come to its first button once more
    return box;
}

static QWidget *lastStop(QWidget *page)
{
    QWidget *last = page;
    for (QWidget *stop = page->nextInFocusChain(); stop != page; stop = stop->nextInFocusChain()) {
        if (page->isAncestorOf(stop) && stop->focusPolicy() & Qt::TabFocus)
            last = stop;
    }
    return last;
}

QPushButton *FormDialog::addChoice(const QString &objectName)
{
    auto *button = new FormButton(this);
    button->setObjectName(objectName);
    button->setAutoDefault(false); // Enter is for the button that submits
    static_cast<QVBoxLayout *>(layout())->addWidget(button, 0, Qt::AlignTrailing);
    setTabOrder(m_choices ? lastStop(m_choices) : m_cancel, button);
    return button;
}

void FormDialog::addChoices(QWidget *choices)
{
    m_choices = choices;
    m_choicesArea = new FormArea(choices, this);
    layout()->addWidget(m_choicesArea);
    updateLooks();
}

void FormDialog::showChoices(bool shown)
{
    m_choicesArea->setVisible(shown);
}

QPushButton *FormDialog::addWaitingPage(QWidget *page)
{
    m_waitingArea = new FormArea(page, this);
    m_waitingArea->hide();
    static_cast<QVBoxLayout *>(layout())->insertWidget(3, m_waitingArea, 1);
    m_back = new FormButton;
    m_buttons->addButton(m_back, QDialogButtonBox::AcceptRole);
    m_back->setObjectName(QStringLiteral("back"));
    m_back->setAutoDefault(false); // a second Enter would end the wait
    m_back->hide();
    setTabOrder(lastStop(page), m_back);
    return m_back;
}

void FormDialog::showWaitingPage(bool shown)
{
    if (shown == m_waitingArea->isVisibleTo(this))
        return;
    if (QWidget *focus = focusWidget(); focus && focus != m_cancel)
        setFocus(Qt::OtherFocusReason); // or it would go on to Cancel
    const auto show = [](bool isShown, auto *...parts) { (parts->setVisible(isShown), ...); };
    show(false, m_formArea, m_submit, m_waitingArea, m_back); // one after the other, or the dialog grows for both
    show(!shown, m_formArea, m_submit);
    show(shown, m_waitingArea, m_back);
    m_submit->setDefault(!shown); // which it may have lost to the button that was pressed
}

void FormDialog::setWords(const QString &heading, const QString &message)
{
    const QString application = QGuiApplication::applicationDisplayName();
    m_application->setText(application);
    m_application->setVisible(!application.isEmpty() && !heading.contains(application));
    m_heading->setText(WordsLabel::breakable(heading));
    m_heading->setVisible(!heading.isEmpty());
    m_message->setText(WordsLabel::breakable(message));
    m_message->setVisible(!message.isEmpty());
    m_bar->setAccessibleName(tr("Checking…"));
}

void FormDialog::setButtonTexts(const QString &submit, const QString &cancel)
{
    if (m_submit)
        m_submit->setText(submit);
    m_cancel->setText(cancel);
}

void FormDialog::setBusy(bool busy)
{
    if (busy == isBusy())
        return;
    if (busy && focusWidget() != m_cancel)
        setFocus(Qt::OtherFocusReason); // or it would go to Cancel, and a second Enter would press that
    m_form->setEnabled(!busy);
    if (m_submit)
        m_submit->setEnabled(!busy);
    if (m_choices)
        m_choices->setEnabled(!busy);
    m_bar->setVisible(busy);
}

void FormDialog::stopWaiting()
{
    ++m_round;
    setBusy(false);
}

// Later, and once: an attempt may end in slots that delete the dialog, whose button or line edit
// would still be in the middle of its event.
void FormDialog::submitLater()
{
    if (m_submitting)
        return;
    m_submitting = true;
    const auto submitNow = [this] {
        m_submitting = false;
        if (isVisible() && !isBusy())
            submit();
    };
    QMetaObject::invokeMethod(this, submitNow, Qt::QueuedConnection);
}

// QDialog's own goes on using the dialog after a slot of accepted() or rejected() has deleted it.
void FormDialog::done(int result)
{
    if (std::exchange(m_done, true))
        return; // a slot of the signals below has called again
    stopWaiting();
    wipe();
    hide();
    close(); // hidden already: only what WA_DeleteOnClose asks for, later
    setResult(result);
    const QPointer<FormDialog> alive(this);
    if (result == Accepted)
        Q_EMIT accepted();
    else if (result == Rejected)
        Q_EMIT rejected();
    if (alive)
        Q_EMIT finished(result);
}

bool FormDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

// Some desktops, GNOME among them, let Enter press any button that has the focus: a tick box would
// be toggled by a user who wants to log in.
bool FormDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return submitLater(), true;
    }
    return QDialog::eventFilter(watched, event);
}

void FormDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_done = false;
    fit();
    if (!event->spontaneous())
        focusFirstField();
}

// Hidden by the application, or with a window that is locked. Minimising it is spontaneous.
void FormDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (m_form && !event->spontaneous() && !isBusy())
        wipe();
}

void FormDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

// As high as its words need at this width, no more and no less: a note under a field makes the dialog
// grow instead of squeezing the form. Fields keep the room for their notes, so that the buttons do not
// jump away from under the mouse.
void FormDialog::fit()
{
    if (!m_form)
        return;
    const int readable = fontMetrics().averageCharWidth() * 72;
    const int wanted = isWindow() ? qMin(readable, screen()->availableGeometry().width()) : 0; // else as its parent says
    setMinimumWidth(qMax(wanted, layout()->totalMinimumSize().width()));
    setFixedHeight(qMin(layout()->totalHeightForWidth(qMax(width(), minimumWidth())), room()));
    stayOnScreen();
}

int FormDialog::room() const
{
    if (!isWindow())
        return QWIDGETSIZE_MAX;
    const int known = frameGeometry().height() - height();
    const int frame = known > 0 ? known : style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, this);
    return screen()->availableGeometry().height() - frame;
}

void FormDialog::stayOnScreen()
{
    if (!isWindow() || !isVisible())
        return;
    const int beyond = frameGeometry().bottom() - screen()->availableGeometry().bottom();
    if (beyond > 0)
        move(x(), qMax(screen()->availableGeometry().top(), y() - beyond));
}

void FormDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (!m_form)
        return;
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslate();
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::PaletteChange:
    case QEvent::WindowIconChange:
        updateLooks();
        break;
    default:
        break;
    }
}

void FormDialog::updateLooks()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    const int side = fontMetrics().height() * 2;
    QIcon icon = window()->windowIcon(); // the application's, unless the window has one of its own
    if (icon.isNull())
        icon = glyphIcon(m_iconName, palette().color(QPalette::WindowText));
    m_icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    if (m_choicesArea)
        m_choicesArea->setMinimumHeight(fontMetrics().height()); // a glimpse, where there is no room
    m_bar->setFixedHeight(qMax(4, fontMetrics().height() / 3));
}

} // namespace QtLogin
