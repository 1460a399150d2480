// SPDX-License-Identifier: MIT
#include "dialogs/proofdialog.h"

#include "dialogs/errorwords_p.h"
#include "forms/proofform.h"

namespace QtLogin {

ProofDialog::ProofDialog(const LoginRequest &request, QWidget *parent) : FormDialog(parent), m_request(request) { }

ProofDialog::~ProofDialog() = default;

void ProofDialog::setProofForm(ProofForm *form, const QString &icon)
{
    m_form = form;
    setForm(form, icon);
}

void ProofDialog::updateMessage()
{
    retranslate();
}

void ProofDialog::submit()
{
    if (!m_form->isComplete())
        return;
    const auto step = m_form->asksForCode() ? m_request.nextStep() : std::nullopt;
    Result<Secret> asPasted = m_form->peekUncut();
    Result<Secret> secret = m_form->takeSecret();
    if (!secret) {
        m_form->showError([] { return tr("This contains characters that cannot be used."); });
        return;
    }
    if (step) {
        attempt(Credentials::answer(*step, std::move(*secret)));
        return;
    }
    if (asPasted)
        m_asPasted = Credentials::password(userName(), std::move(*asPasted));
    attempt(Credentials::password(userName(), std::move(*secret)));
}

void ProofDialog::attempt(const Credentials &credentials)
{
    m_form->clearErrors();
    const auto start = [request = m_request, credentials, options = options()] {
        return request.attempt(credentials, options);
    };
    await(start, [this](const Result<void> &result) { onAttempted(result); });
}

// An account of an earlier version may have a line end in its password, which no keyboard types and
// which the field cuts from what is pasted.
void ProofDialog::onAttempted(const Result<void> &result)
{
    const auto asPasted = std::exchange(m_asPasted, std::nullopt);
    if (result)
        accept();
    else if (asPasted && result.failedWith(Error::Kind::WrongCredentials))
        attempt(*asPasted);
    else
        fail(result.error());
}

void ProofDialog::fail(const Error &error)
{
    const auto step = m_request.nextStep();
    if (error.kind() == Error::Kind::StepRequired && step) {
        m_form->askForCode(step->message);
        m_form->focusFirstField();
        return;
    }
    const bool codeWasWrong = m_form->asksForCode() && error.kind() == Error::Kind::WrongCredentials;
    if (!step)
        m_form->askForPassword(); // from the beginning
    if (codeWasWrong)
        m_form->showError(sentenceFor(error, [] { return tr("This code is not right."); }));
    else if (error.kind() == Error::Kind::WrongCredentials)
        m_form->showError(sentenceFor(error, wrongPassword()));
    else
        m_form->showError(sentenceFor(error));
}

void ProofDialog::wipe()
{
    m_asPasted.reset();
    m_form->wipe();
}

void ProofDialog::focusFirstField()
{
    m_form->focusFirstField();
}

} // namespace QtLogin
