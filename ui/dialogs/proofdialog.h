// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"
#include "dialogs/formdialog.h"
#include "forms/sentence.h"

#include <optional>

namespace QtLogin {

class ProofForm;

//! The common base of LoginDialog and ReauthDialog: the conversation with a LoginRequest, including a second
//! step. Accepted once an attempt has succeeded; dismissing it says nothing to the request.
//! \since 0.1
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

    virtual QString userName() const = 0;
    virtual LoginOptions options() const = 0;
    //! For a password that was not right, where the authenticator does not say that in a sentence of its own.
    virtual Sentence wrongPassword() const = 0;

    void submit() override;
    void wipe() override;
    void focusFirstField() override;

private:
    void onAttempted(const Result<void> &result);
    void fail(const Error &error);

    LoginRequest m_request;
    std::optional<Credentials> m_asPasted; //!< With the line ends that were cut; tried after the others.
    ProofForm *m_form = nullptr;
};

} // namespace QtLogin
