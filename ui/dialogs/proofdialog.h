// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"
#include "dialogs/formdialog.h"
#include "forms/sentence.h"

#include <optional>

namespace QtLogin {

class ProofForm;
class WaitingForm;
class WaysForm;

//! The common base of LoginDialog and ReauthDialog: the conversation with a LoginRequest, including a second
//! step. Accepted once an attempt has succeeded; dismissing it says nothing to the request.
//!
//! It offers each of LoginRequest::ways(), the first one as its default button. While the user logs in elsewhere, it says
//! what it waits for: it opens the page in the browser, unless that is no https address, or shows the code and the page for
//! another device. "Back" ends the wait, and lets them choose again. \since 0.1
class QTLOGIN_WIDGETS_EXPORT ProofDialog : public FormDialog
{
    Q_OBJECT
public:
    ~ProofDialog() override;

    //! Shows LoginRequest::message() as it is now. Call it where that has changed; a prompt's messageChanged() says so.
    void updateMessage();

protected:
    ProofDialog(const LoginRequest &request, QWidget *parent);

    const LoginRequest &request() const { return m_request; }
    //! Call once, in the constructor.
    void setProofForm(ProofForm *form, const QString &icon);
    void attempt(const Credentials &credentials);
    //! The words on the button that submits: \a typed, or those of another way.
    QString submitWords(const QString &typed) const;
    bool isWaiting() const { return m_isWaiting; }
    //! From a login elsewhere to the choice of a way.
    void turnBack();

    virtual QString userName() const = 0;
    virtual LoginOptions options() const = 0;
    //! For a password that was not right, where the authenticator does not say that in a sentence of its own.
    virtual Sentence wrongPassword() const = 0;
    //! Whether the code for another device comes unasked, where that is the only way.
    virtual bool startsByItself() const { return true; }

    void submit() override;
    void wipe() override;
    void focusFirstField() override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void choose(LoginWay way);
    void goElsewhere(LoginWay way);
    void waitAt(const NextStep &step);
    void endWaiting();
    void showStage();
    void onAttempted(const Result<void> &result);
    void fail(const Error &error);
    void failElsewhere(const Sentence &sentence);

    LoginRequest m_request;
    std::optional<Credentials> m_asPasted; //!< With the line ends that were cut; tried after the others.
    WaitingForm *const m_waiting;
    ProofForm *m_form = nullptr;
    WaysForm *m_ways = nullptr;
    QPushButton *m_back = nullptr;
    LoginWay m_way; //!< Of the button that submits.
    std::optional<LoginWay> m_elsewhere; //!< The way of the attempt under way; null for what is typed.
    quint64 m_turn = 0; //!< Rises with each step elsewhere.
    bool m_isWaiting = false;
};

} // namespace QtLogin
