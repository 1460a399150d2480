// SPDX-License-Identifier: MIT
#include "dialogs/devicesdialog.h"

#include "dialogs/devicelist_p.h"
#include "dialogs/dialoglog_p.h"
#include "dialogs/errorwords_p.h"

#include <QtGui/qevent.h>
#include <QtGui/qscreen.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

using Device = RememberedLogin::Device;

DevicesDialog::DevicesDialog(LoginManager *login, QWidget *parent)
    : FormDialog(parent), m_login(login), m_user(login ? login->currentUser() : nullptr), m_list(new DeviceList(this))
{
    setForm(m_list, QStringLiteral("lock"), Buttons::Cancel);
    QObject::connect(m_list, &DeviceList::forgetRequested, this, &DevicesDialog::forget);
    QObject::connect(m_list, &DeviceList::forgetOthersRequested, this, &DevicesDialog::forgetOthers);
    if (!login) {
        qCCritical(lcDialogs, "DevicesDialog was given no LoginManager, and lists nothing. Make the LoginManager first: "
                              "DevicesDialog(&login, parent).");
        return;
    }
    const auto leaveWithTheUser = [this] {
        if (!m_login || !m_login->isAuthenticated() || !isSamePerson(m_login->currentUser(), m_user))
            reject();
    };
    QObject::connect(login, &LoginManager::authenticatedChanged, this, leaveWithTheUser);
    QObject::connect(login, &LoginManager::currentUserChanged, this, leaveWithTheUser);
    QObject::connect(login, &QObject::destroyed, this, &QDialog::reject);
    QObject::connect(login, &LoginManager::rememberedChanged, this, &DevicesDialog::renew);
    QObject::connect(login->rememberedLogin(), &RememberedLogin::stored, this, &DevicesDialog::renew);
}

DevicesDialog::~DevicesDialog() = default;

void DevicesDialog::showEvent(QShowEvent *event)
{
    FormDialog::showEvent(event);
    if (event->spontaneous())
        return;
    m_isEnding = false;
    m_failure = {};
    list();
}

// While one is being ended, its answer comes first, and the list is asked for then.
void DevicesDialog::renew()
{
    if (isVisible() && !m_isEnding)
        list();
}

void DevicesDialog::list()
{
    const auto start = [login = m_login] {
        return login ? login->rememberedLogin()->devices() : readyFuture<Result<QList<Device>>>(Error::Kind::Abandoned);
    };
    await(start, [this](const Result<QList<Device>> &devices) { onListed(devices); });
}

static Sentence whyNotListed(const Error &error)
{
    if (error.kind() == Error::Kind::InvalidInput)
        return [] { return DevicesDialog::tr("You are not logged in."); };
    return [] { return DevicesDialog::tr("The list cannot be read now. Try again later."); };
}

// The sentence of the verifier, where it has one. Those about what is missing are for the developer.
static Sentence whyNotEnded(const Error &error)
{
    if (error.kind() == Error::Kind::NotConfigured)
        return sentenceFor(Error::Kind::NotConfigured);
    if (error.message() != Error(error.kind()).message())
        return error.message();
    return [] { return DevicesDialog::tr("This cannot be changed now. Try again later."); };
}

void DevicesDialog::onListed(const Result<QList<Device>> &devices)
{
    if (devices) {
        m_list->setDevices(*devices);
        retranslate();
    } else if (m_failure.isEmpty()) {
        m_failure = whyNotListed(devices.error());
    }
    m_list->showError(std::exchange(m_failure, {}));
    if (std::exchange(m_resumesFocus, false) && !m_list->resumeFocus())
        focusFirstField();
}

// This one as AccountButton and RememberedLogin::forget() end it, without a question.
void DevicesDialog::forget(const Device &device)
{
    const End end = [id = device.id](RememberedLogin &remembered) { return remembered.revoke(id); };
    if (device.isThisOne)
        act(end);
    else
        confirm(end);
}

void DevicesDialog::forgetOthers()
{
    confirm([](RememberedLogin &remembered) { return remembered.revokeOthers(); });
}

void DevicesDialog::confirm(const End &end)
{
    if (isBusy() || !m_login)
        return;
    m_isEnding = true;
    m_list->clearError();
    const auto start = [this] {
        return m_login->require(Requirement::freshLogin(), tr("To forget other computers, enter your password."), this);
    };
    await(start, [this, end](const Result<UserSnapshot> &user) {
        if (user)
            act(end);
        else
            onEnded(user.error());
    });
}

void DevicesDialog::act(const End &end)
{
    if (isBusy() || !m_login)
        return;
    m_isEnding = true;
    m_list->clearError();
    const auto start = [this, end] { return end(*m_login->rememberedLogin()); };
    await(start, [this](const Result<void> &result) { onEnded(result); });
}

// A device that is absent has been ended elsewhere, as the user wants it. Cancelled: they have turned the prompt away.
void DevicesDialog::onEnded(const Result<void> &result)
{
    m_isEnding = false;
    m_resumesFocus = true;
    if (!result && !result.failedWith(Error::Kind::Absent) && !result.failedWith(Error::Kind::Cancelled))
        m_failure = whyNotEnded(result.error());
    list();
}

// A list of any length leaves some of the screen free, and scrolls. A screen that shows few lines is needed as a whole.
int DevicesDialog::room() const
{
    constexpr int few = 20;
    const int height = screen()->availableGeometry().height();
    const bool isSmall = height < few * fontMetrics().height();
    return isSmall ? FormDialog::room() : qMin(FormDialog::room(), height * 3 / 4);
}

void DevicesDialog::focusFirstField()
{
    cancelButton()->setFocus(Qt::OtherFocusReason);
}

void DevicesDialog::retranslate()
{
    const QString message =
        tr("These computers let you in without a password. Where you are forgotten, the next start asks for it.");
    setWindowTitle(tr("Where you stay signed in"));
    setWords(windowTitle(), m_list->isEmpty() ? QString() : message);
    setButtonTexts(QString(), tr("Close"));
}

} // namespace QtLogin
